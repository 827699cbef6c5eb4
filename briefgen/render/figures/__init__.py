"""What the figures of a pack look like, as lines, shapes and labels that both writers draw."""
