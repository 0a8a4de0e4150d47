"""Forms of notices, requirements and the letters that go with them."""
