"""Pages of what interventions are made of."""
