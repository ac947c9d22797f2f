"""The desk's log: one line per transition, case references only, turned over before it grows large."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from casewright.model import Finding, Severity

_LINE = "%(asctime)s %(levelname)s %(message)s"
_BYTES, _KEPT = 2 << 20, 5


class Journal:
    """``desk.log`` in a folder, and a file per traceback beside it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._handler = RotatingFileHandler(
            folder / "desk.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )
        self._handler.setFormatter(logging.Formatter(_LINE, "%Y-%m-%dT%H:%M:%S%z"))
        self._log = logging.getLogger(f"casewright.desk.{id(self)}")
        self._log.setLevel(logging.INFO)
        self._log.propagate = False
        self._log.addHandler(self._handler)

    def step(self, subject: str, name: str, state: str, note: str) -> None:
        """Write one transition: ``job CW-7 delivered CW-7/v1``."""
        self._log.info("%s", " ".join(part.replace("\n", " ") for part in (subject, name, state, note) if part))

    def trouble(self, text: str) -> None:
        """Write what stands in the desk's way."""
        self._log.warning("%s", text.replace("\n", " "))

    def remark(self, finding: Finding) -> None:
        """Write what was found about the shelves, in both languages."""
        level = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}.get(finding.severity, logging.INFO)
        text = f"{finding.at}: {finding.text.zh} {finding.text.en} [{finding.code}]"
        self._log.log(level, "%s", text.replace("\n", " "))

    def fault(self, name: str, error: BaseException) -> Path:
        """Keep the traceback of a fault of ours; return its file."""
        path = self._folder / f"{name}.traceback.txt"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
        return path

    def close(self) -> None:
        """Close the file."""
        self._log.removeHandler(self._handler)
        self._handler.close()
