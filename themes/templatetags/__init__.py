"""Tags about evidence."""
