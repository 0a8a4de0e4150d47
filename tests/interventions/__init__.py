"""Inspections, packages, proposals, directions, exit and oversight, by their pages and API."""
