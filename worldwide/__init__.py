"""Countries, subdivisions and cities out of pinned packages, read while the default gazetteer is compiled."""
