"""Imports the house once and starts each command in a fork of its own: a kill then costs no second of imports.

Reads one order per line (JSON) and answers each with one line. A command runs the whole command line from its arguments
to its exit code, in a session of its own; its worker processes come from one fork server that all commands share.
``breakage`` and the rules of ``faults.c`` are put in place in the command or in its workers, as the order says.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver, resource_tracker
from typing import Any

import breakage
import fake_house

import casewright.sheets  # noqa: F401 - a workbook costs half a second to import
from casewright.cli import main

KINDS = {
    "open": 1, "write": 2, "rename": 4, "mkdir": 8, "fsync": 16, "unlink": 32, "rmdir": 64, "chmod": 128, "cut": 256,
    "link": 512,
}  # fmt: skip


def arm(order: dict[str, Any], who: str) -> None:
    """Put the rules and the breakage in place that an order has for ``desk`` or ``worker``."""
    if order.get("broken"):
        breakage.BREAKAGES[order["broken"]]()
    if not order.get("root"):
        return
    faults = ctypes.CDLL(None)
    faults.cw_begin(order["root"].encode(), order.get("trace", "").encode())
    for rule in order.get("rules", ()):
        if rule.get("who", who) == who:
            kinds = sum(KINDS[name] for name in rule.get("kinds", KINDS))
            has, lacks, lasts = (rule.get(word, "").encode() for word in ("has", "lacks", "lasts"))
            first, half = ctypes.c_long(rule.get("first", 1)), int(rule.get("half", False))
            faults.cw_rule(kinds, has, lacks, first, rule.get("error", 0), half, lasts)


def be(order: dict[str, Any]) -> int:
    """Be the command of an order."""
    os.setsid()
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        (2, order["err"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        handle = os.open(path, flags, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # tells where it stands when it hangs
    # The fork server belongs to the starter: it is there, and is no child of ours to ask for.
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[attr-defined, method-assign]
    sys.argv = [sys.argv[0], json.dumps(order)]
    arm(order, "desk")
    return main(order["arguments"], engine=fake_house.FakeHouse())


def serve() -> int | None:
    """Take orders until there are no more; None in the starter itself, an exit code in a command."""
    multiprocessing.set_forkserver_preload(
        ["casewright.desk.crew", "casewright.desk.work", "casewright.sheets", "breakage", "fake_house", "steady_forks"]
    )
    resource_tracker.ensure_running()
    forkserver.ensure_running()
    server = forkserver._forkserver  # type: ignore[attr-defined]
    answer({"forkserver": server._forkserver_pid, "address": server._forkserver_address})
    while line := sys.stdin.readline():
        order = json.loads(line)
        if "arguments" in order:
            process = os.fork()
            if process == 0:
                return be(order)
            answer({"pid": process})
        else:
            process, status = os.waitpid(order["wait"], os.WNOHANG if order.get("ask") else 0)
            answer({"code": os.waitstatus_to_exitcode(status) if process else None})
    return None


def answer(told: dict[str, Any]) -> None:
    """Answer an order."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(serve())
elif __name__ == "__mp_main__" and len(sys.argv) > 1:
    arm(json.loads(sys.argv[1]), "worker")
