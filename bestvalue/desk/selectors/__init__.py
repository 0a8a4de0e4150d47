"""Reads that join what several apps hold."""
