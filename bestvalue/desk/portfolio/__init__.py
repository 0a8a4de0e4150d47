"""Figures over many cases: what is in force, how long steps took, a quarter's statistics. Nothing is ranked."""
