"""Look into drops in a process of its own; say of each what was found and how much memory it took on top."""

import json
import sys
from pathlib import Path

from casewright.intake import inspect_files, open_drop, read_case
from casewright.intake.bounded import READER
from casewright.model import Finding, Limits


def memory(process: int | str, line: str) -> int:
    """Return what a process holds (VmRSS) or has held at most (VmHWM), in MB; 0 where it cannot be told."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(each.split()[1]) >> 10 for each in told.splitlines() if each.startswith(line)), 0)


def forget(process: int | str) -> None:
    """Begin to count anew."""
    try:
        Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def said(found: tuple[Finding, ...]) -> list[list[str]]:
    return [[each.code, each.at, each.text.zh, each.text.en, each.fix.zh, each.fix.en] for each in found]


def look(entry: Path, work: Path, limits: Limits) -> dict[str, object]:
    forget("self")
    before = memory("self", "VmRSS")
    drops, found = open_drop(entry, work, limits=limits)
    told, cases, items = said(found), [], {}
    for drop in drops:
        case, wrong = read_case(drop)
        seen, faults = inspect_files(drop)
        cases.append(case.ref if case else None)
        told += [*said(wrong), *said(faults)]
        items |= {item.path: item.media.problem for item in seen}
    helper = memory(READER.pid, "VmHWM") if READER.pid else 0
    if READER.pid:
        forget(READER.pid)
    return {"cases": cases, "told": told, "items": items, "peak": memory("self", "VmHWM") - before, "helper": helper}


def main(work: Path, seconds: int, entries: list[Path]) -> None:
    limits = Limits(read_seconds=seconds)
    for number, entry in enumerate(entries):
        sys.stdout.write(json.dumps(look(entry, work / str(number), limits)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
