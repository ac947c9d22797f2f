"""How the ledger is changed: each change with the steps it tells, and several of them as one transaction."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from casewright.desk.ledger_stuck import stuck_or

Step = tuple[str, str, str, str]


class Together:
    """One transaction for all changes of a ``with`` block; entered again inside it, it is the outer one's.

    What was changed is told to ``listener`` once it is on disk, and nothing of it where the block fails.
    """

    def __init__(self, base: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self.base = base
        self.listener: Callable[[str, str, str, str], None] | None = None
        self._clock = clock
        self._depth = 0
        self._told: list[Step] = []
        self._at = ""

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        told, self._told, self._at = self._told, [], ""
        try:
            self.base.__exit__(kind, error, trace)  # commits, or rolls back where anything went wrong
        except sqlite3.OperationalError as fault:
            raise stuck_or(fault) from fault
        if isinstance(error, sqlite3.OperationalError):
            raise stuck_or(error) from error
        if error is None and self.listener is not None:
            for step in told:
                self.listener(*step)

    def begin(self) -> None:
        """Enter the block with the file for ourselves until it ends."""
        try:
            if not self.base.in_transaction:
                self.base.execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise stuck_or(error) from error
        self._depth += 1

    def enter(self, steps: list[Step]) -> None:
        """Enter steps, and keep them to be told."""
        at = self.now()
        self.base.executemany(
            "insert into transitions (at, subject, name, state, note) values (?, ?, ?, ?, ?)",
            [(at, *step) for step in steps],
        )
        self._told += steps

    def now(self) -> str:
        """Return the moment of this transaction."""
        if not self._at:
            self._at = f"{self._clock().replace(tzinfo=None).isoformat(timespec='seconds')}Z"
        return self._at


class Change:
    """One change: the ``with`` block writes it and adds its steps to the list that it is given."""

    __slots__ = ("_steps", "_together")

    def __init__(self, together: Together) -> None:
        self._together = together
        self._steps: list[Step] = []

    def __enter__(self) -> list[Step]:
        self._together.begin()
        return self._steps

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._steps:
                self._together.enter(self._steps)
        except BaseException as fault:
            self._together.__exit__(type(fault), fault, fault.__traceback__)
            raise
        self._together.__exit__(kind, error, trace)
