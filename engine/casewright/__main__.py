"""``python -m casewright`` and the ``casewright`` command."""

import sys
from types import TracebackType

from casewright.cli import main as run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = _our_fault
    sys.exit(run())


def _our_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    print("这是程序的错误，案件没有丢失。A fault of the program; no case is lost.", file=sys.stderr)  # noqa: T201
    sys.__excepthook__(kind, error, trace)


if __name__ == "__main__":
    main()
