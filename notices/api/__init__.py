"""Notices, requirements and letters through the API."""
