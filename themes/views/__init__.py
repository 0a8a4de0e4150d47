"""Pages of the themes app."""
