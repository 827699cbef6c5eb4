"""From a pack to files: house style, the two writers, and writing whole or not at all."""
