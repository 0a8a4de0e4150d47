"""Subject access: where a person appears who asks what is held about them (domain 9.1)."""
