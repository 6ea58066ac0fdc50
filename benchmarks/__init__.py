"""Figures: each module below ``accuracy`` and ``speed`` is one command that prints one table."""
