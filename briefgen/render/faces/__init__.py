"""Type faces: read, cut down, measured, and the letters of a text found in them."""
