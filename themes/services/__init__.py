"""Loading editions of the guidance."""
