"""Forms about editions, observations, assessments, evidence and metrics."""
