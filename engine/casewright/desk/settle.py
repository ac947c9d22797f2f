"""Rest: a drop is taken once nothing about it has changed for the quiet time, by our own clock and eyes."""

import time

from casewright.desk.scan import Candidate


class Settler:
    """What was seen of each candidate, and since when it has not changed."""

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._since: dict[str, tuple[str, float]] = {}

    def wait_for(self, seen: Candidate, *, now: float, trust_age: bool = False) -> float | None:
        """Return the seconds for which a candidate still has to rest: 0.0 takes it, None waits for a person.

        ``now`` is a monotonic clock's. ``trust_age`` lets a first look take what the file system says has not been
        touched for the quiet time: for a single run over an inbox that nobody watched.
        """
        if seen.locked_by or not seen.files:
            self._since.pop(seen.name, None)
            return None
        known = self._since.get(seen.name)
        if known is None or known[0] != seen.fingerprint:
            self._since[seen.name] = known = (seen.fingerprint, now)
            if trust_age and 0 <= self._quiet <= (time.time_ns() - seen.newest_ns) / 1e9:
                return 0.0
        if seen.ready:
            return 0.0
        return max(0.0, self._quiet - (now - known[1]))

    def forget(self, name: str) -> None:
        """Start over with a candidate that changed while it was copied, or that has been taken."""
        self._since.pop(name, None)

    def keep_only(self, names: frozenset[str]) -> None:
        """Forget candidates that are gone."""
        for name in self._since.keys() - names:
            del self._since[name]
