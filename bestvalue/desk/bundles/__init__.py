"""Decision bundles: what goes in, how it is rendered once, packed from stored bytes, and checked by anybody."""
