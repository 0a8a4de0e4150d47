"""Pages of the public register."""
