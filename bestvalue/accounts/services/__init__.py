"""Every write about people, their roles, their tokens and their sign-ins."""
