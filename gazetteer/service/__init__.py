"""The answers of one open gazetteer over HTTP, as JSON."""

from __future__ import annotations

from gazetteer.service.app import make_app
from gazetteer.service.limits import Limits

__all__ = ["Limits", "make_app"]
