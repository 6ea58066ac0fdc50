"""What a gazetteer holds: python -m benchmarks.counts [DIR] (default: the gazetteer of the package).

Names are counted twice: as stored, where a name that is the same in two languages or two sources is two names, and by
text alone, each once an entity.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from gazetteer.index.reading import Index
from gazetteer.standard import standard_path
from normalize.scripts import scripts_of

ENOUGH = 100
"""Names that a script must have to count."""


def main(arguments: Sequence[str]) -> None:
    """Read every entity and print one line for each count."""
    counts: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    with Index.open(arguments[0] if arguments else standard_path()) as index:
        for number in range(index.entity_count):
            entity = index.entity(number)
            counts["entities"] += 1
            counts[f"entities, {entity.kind}"] += 1
            counts["names"] += len(entity.names)
            counts["names with language"] += sum(name.language is not None for name in entity.names)
            counts["names by text alone"] += len({name.text for name in entity.names})
            told = {name.text for name in entity.names if name.language}
            counts["names by text alone with language"] += len(told)
            for text in {name.text for name in entity.names}:
                scripts.update(scripts_of(text)[:1])
    enough = [f"{script} {count}" for script, count in scripts.most_common() if count >= ENOUGH]
    for row in sorted(counts):
        print(f"{row:36}{counts[row]:9}")
    print(f"{f'scripts with {ENOUGH} names or more':36}{len(enough):9}   {', '.join(enough)}")


if __name__ == "__main__":
    main(sys.argv[1:])
