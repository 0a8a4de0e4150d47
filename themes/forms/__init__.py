"""Forms of the themes app."""
