"""Finding anything by its words: one table of kinds, each searched among the rows that the person may see now."""
