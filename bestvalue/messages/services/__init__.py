"""Saying something to a person, sending it by email, and what the person does with it."""
