"""A fictional portfolio of any size, for measuring: copies of the demonstration's cases, loaded in bulk and proved."""
