"""Names in running text: found, bounded, resolved, with offsets into the text as given."""

from gazetteer.mentions.pipeline import find_mentions

__all__ = ["find_mentions"]
