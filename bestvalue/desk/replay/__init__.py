"""Entering published history through the ordinary services (rulings 25 to 33)."""
