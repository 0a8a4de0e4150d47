"""The pages about messages."""
