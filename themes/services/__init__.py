"""Loading reference data, every act on evidence, keeping metrics, and importing figures."""
