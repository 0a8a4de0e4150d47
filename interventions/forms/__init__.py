"""Forms of what interventions are made of."""
