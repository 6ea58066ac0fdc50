"""The stored form of a gazetteer: how it is laid out, written and read by memory map; it knows no rule of text."""
