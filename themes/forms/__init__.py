"""Forms about evidence and metrics."""
