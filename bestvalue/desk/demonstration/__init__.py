"""The demonstration portfolio: fictional authorities, taken through the ordinary services by fictional people."""
