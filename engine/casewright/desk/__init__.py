"""The desk: trays, ledger, watcher, workers. The only room that knows folders and time.

One look over the inbox is the truth; events only wake us. A drop is taken when it has rested, from a private snapshot
that is hashed while it is copied; its work is named by its content, so that the same content is never done twice. A
package is staged and becomes visible by one rename, and only then is it entered in the ledger; a start after any kind
of stop enters what was published and goes on with what was taken. Whatever computes stands behind one executor door,
and what goes wrong in one case, be it the case's fault or ours, is entered and never stops the next.
"""

from casewright.desk.archive import recall
from casewright.desk.bench import Door
from casewright.desk.copies import Copy, load
from casewright.desk.daily import Daily
from casewright.desk.engine import Engine, House, InForce
from casewright.desk.foreman import Foreman, Until
from casewright.desk.init import find_starter, lay_out, sample_entries
from casewright.desk.joining import cluster_address, cluster_bench, need_distributed
from casewright.desk.layout import Layout, is_desk, nearest_desk, open_desk
from casewright.desk.ledger import DELIVERED, FAILED, RETURNED, DropRow, JobRow, Ledger
from casewright.desk.ledger_check import ledger_trouble
from casewright.desk.ledger_stuck import LedgerStuckError
from casewright.desk.print_kinds import PrintLimits, read_limits
from casewright.desk.printer import Printer
from casewright.desk.printing import Printed, print_packages, unprinted
from casewright.desk.problem_notes import notes_on
from casewright.desk.queue import Listener, Result
from casewright.desk.scan import Candidate, look_at, scan
from casewright.desk.settings import Settings
from casewright.desk.shares import share_type
from casewright.desk.shelf import Shelf
from casewright.desk.snapshot import take_snapshot
from casewright.desk.standing import Standing, standing_json, standing_now
from casewright.desk.tidy import AFTER_A_PAUSE, CLOCK_BACK, Report, tidy
from casewright.desk.work import Opened, open_source

__all__ = [
    "AFTER_A_PAUSE", "CLOCK_BACK", "DELIVERED", "FAILED", "RETURNED", "Candidate", "Copy", "Daily", "Door", "DropRow",
    "Engine", "Foreman", "House", "InForce", "JobRow", "Layout", "Ledger", "LedgerStuckError", "Listener", "Opened",
    "PrintLimits", "Printed", "Printer", "Report", "Result", "Settings", "Shelf", "Standing", "Until",
    "cluster_address", "cluster_bench", "find_starter", "is_desk", "lay_out", "ledger_trouble", "load", "look_at",
    "nearest_desk", "need_distributed", "notes_on", "open_desk", "open_source", "print_packages", "read_limits",
    "recall", "sample_entries", "scan", "share_type", "standing_json", "standing_now", "take_snapshot", "tidy",
    "unprinted",
]  # fmt: skip
