"""The metrics as facts: Amazon's own figure first, ours where Amazon gives none."""

from collections.abc import Iterator, Sequence

from casewright.model import Case, Fact, FileRef, Metric, NoticeReading, Origin

#: The metric's code, and what its facts are called.
NAMES = {"ODR": "odr", "LSR": "lsr", "CXL": "cancel", "VTR": "vtr", "OTDR": "otdr", "IDR": "idr"}
_TRUST = {"notice": 0, "dashboard": 1, "computed": 2}
VERDICTS = {"breach": True, "ok": False, "at_target": False}


def figure_facts(case: Case, notice: NoticeReading, metrics: Sequence[Metric]) -> Iterator[Fact]:
    """Yield rate and breach of each metric; None for what was not measured.

    Of several figures the notice's counts before the dashboard's, that before a computed one; of several of one source
    (a rate per category) the one that misses its target.
    """
    for code, name in NAMES.items():
        known = [metric for metric in metrics if metric.code == code and metric.rate is not None]
        chosen = min(known, key=_rank, default=None)
        origin = _origin(chosen, case, notice)
        yield Fact(f"{name}_rate", chosen.rate if chosen else None, origin)
        yield Fact(f"{name}_breach", VERDICTS.get(chosen.verdict) if chosen else None, origin)


def _rank(metric: Metric) -> tuple[int, bool]:
    return _TRUST.get(metric.source, len(_TRUST)), metric.verdict != "breach"


def _origin(metric: Metric | None, case: Case, notice: NoticeReading) -> Origin:
    if metric is None:
        return case.origin
    typed = next((figure for figure in case.dashboard if figure.code == metric.code), None)
    if metric.source == "dashboard" and typed is not None:
        return typed.origin
    if metric.source == "notice" and notice.file:
        return FileRef(notice.file)
    return FileRef(metric.files[0]) if metric.files else case.origin
