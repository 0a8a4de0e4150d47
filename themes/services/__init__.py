"""Loading reference data, and every act on evidence."""
