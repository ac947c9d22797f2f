"""What goes beyond ``drop_files`` or ``drop_mb`` is told from the look over the inbox, before a byte of it is copied.

Intake would refuse it anyway; but a copy of fifty gigabytes would have filled the desk's own disk by then, and every
other case would have waited for it.
"""

from collections import defaultdict
from dataclasses import replace

from casewright.desk.scan import Candidate, Mark
from casewright.model import Limits


def spare(seen: Candidate, limits: Limits) -> Candidate:
    """Return the candidate without the files that are not to be copied; ``refused`` names each folder and its limit.

    A folder or a zip is refused as a whole; of a batch workbook the evidence of one case, so that the others go on.
    """
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in seen.files:
        groups["" if seen.is_folder else mark.path.rpartition("/")[0].partition("/")[0]].append(mark)
    over = {
        head: setting
        for head, marks in groups.items()
        if (setting := limits.exceeded(len(marks), sum(mark.size for mark in marks)))
    }
    if not over:
        return seen
    if "" in over:
        return replace(seen, files=(), refused=(("", over[""]),))
    kept = tuple(mark for head, marks in groups.items() if head not in over for mark in marks)
    return replace(seen, files=tuple(sorted(kept)), refused=tuple(sorted(over.items())))
