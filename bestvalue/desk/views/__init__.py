"""Pages that read across apps."""
