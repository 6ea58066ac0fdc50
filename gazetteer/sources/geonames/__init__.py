"""The dump of GeoNames as a source: its places, what they lie in, and their names from the table of alternate names."""
