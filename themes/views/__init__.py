"""Pages of editions, observations, assessments, evidence and metrics."""
