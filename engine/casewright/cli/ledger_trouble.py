"""A ledger that cannot be written is told when it begins, when it is over, and once more when it begins again."""

import time
from collections.abc import Callable

from casewright.cli.shared import Shared
from casewright.cli.work_report import WorkReport
from casewright.desk import LedgerStuckError, Result
from casewright.model import Bilingual, Finding

#: One that lasts is told again after so long, and not at each of the attempts, which come every second.
_AGAIN = 3600.0

OVER = Bilingual("台账又能写了，接着做。", "The ledger can be written again; work goes on.")


class LedgerTrouble:
    """Hears what a foreman tells, hands it on, and takes a finished case for the sign that the ledger is well again.

    Less is no sign: a small entry may fit where the next does not.
    """

    def __init__(self, report: WorkReport, shared: Shared, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._report, self._shared, self._clock = report, shared, clock
        self._told, self._at = "", 0.0

    @property
    def stands(self) -> bool:
        """Say whether the ledger could not be written when last tried."""
        return bool(self._told)

    def heard(self, error: LedgerStuckError) -> None:
        """Tell what is in the way, unless that was told and has not been over since."""
        if error.text.en == self._told and self._clock() - self._at < _AGAIN:
            return
        self._told, self._at = error.text.en, self._clock()
        self._shared.tell(Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}"))

    def case(self, result: Result) -> None:
        """Hear of a case that is finished."""
        if self._told:
            self._told = ""
            self._shared.tell(OVER)
        self._report.case(result)

    def say(self, finding: Finding) -> None:
        """Hear of something in the inbox, the shelves or the disk."""
        self._report.say(finding)

    def progress(self, done: int, total: int) -> None:
        """Hear how far the work is."""
        self._report.progress(done, total)
