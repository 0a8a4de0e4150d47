"""Pages about evidence and metrics."""
