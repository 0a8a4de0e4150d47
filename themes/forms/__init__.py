"""Forms about evidence."""
