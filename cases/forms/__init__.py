"""Forms of the acts on a case."""
