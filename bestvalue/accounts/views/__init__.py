"""The browser's door to signing in and to one's own account."""
