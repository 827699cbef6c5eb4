"""The addendum: a short pack for those who hold the old one, with only what has changed."""
