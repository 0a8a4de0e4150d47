"""Importing figures: reading a file row by row, checking each row, staging the good ones, and writing them as a set."""
