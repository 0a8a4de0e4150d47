"""Loading editions of the guidance, keeping metrics, and importing figures."""
