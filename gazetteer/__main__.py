"""``python -m gazetteer``: the command line without its script being on the path."""

from __future__ import annotations

from gazetteer.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
