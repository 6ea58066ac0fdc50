"""What the service has done since it started, as text that Prometheus reads."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counters:
    """Requests by route and status, the seconds they took, and decisions by kind; they only grow."""

    started: float = field(default_factory=time.time)
    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    decisions: Counter[str] = field(default_factory=Counter)

    def count_request(self, route: str, status: int, seconds: float) -> None:
        """Count one answered request; ``route`` is its pattern, so that there are as many as routes, not as URLs."""
        self.requests[route, status] += 1
        self.seconds[route] += seconds

    def text(self) -> str:
        """All counters in the Prometheus text format, version 0.0.4."""
        lines = ["# TYPE allonym_requests_total counter"]
        for (route, status), count in sorted(self.requests.items()):
            lines.append(f'allonym_requests_total{{route="{route}",status="{status}"}} {count}')
        lines.append("# TYPE allonym_request_seconds_total counter")
        for route, seconds in sorted(self.seconds.items()):
            lines.append(f'allonym_request_seconds_total{{route="{route}"}} {seconds:.6f}')
        lines.append("# TYPE allonym_decisions_total counter")
        for decision, count in sorted(self.decisions.items()):
            lines.append(f'allonym_decisions_total{{decision="{decision}"}} {count}')
        lines += ["# TYPE allonym_started_seconds gauge", f"allonym_started_seconds {self.started:.3f}"]
        return "\n".join(lines) + "\n"
