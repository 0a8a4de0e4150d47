"""Retention: a schedule that says what is due, holds that stop it, and a named person who has it done (rulings 23)."""
