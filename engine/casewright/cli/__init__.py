"""What a person types. One command, one file (``cmd_*.py``), found by name; the only room that knows click and rich.

Data goes to stdout, messages to stderr; ``--json`` makes stdout one JSON document and nothing else. ``--desk``,
``--json`` and ``--lang`` are understood before and after the command. Exit codes: 0 all well, 1 our fault, 2 usage,
3 input needs fixing, 4 playbook not clean, 5 batch partly done, 6 desk unusable, 130 interrupted.
"""

from casewright.cli.main import command_names, main

__all__ = ["command_names", "main"]
