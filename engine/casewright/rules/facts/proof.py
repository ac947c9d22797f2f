"""What is proved: usable kinds of evidence, reports, papers that need an entrustment, causes that have backing."""

from collections.abc import Iterator, Mapping, Sequence

from casewright.model import (
    Case,
    Catalogue,
    Exhibit,
    ExhibitStatus,
    Fact,
    Finding,
    Kind,
    Origin,
    Severity,
    Statement,
    StatementKind,
)

#: The paper that allows the others to be handled is not itself one of them.
ENTRUSTMENT = "entrustment"
DAMAGED = {ExhibitStatus.DEFECTIVE, ExhibitStatus.UNREADABLE}

NO_BACKING = Kind(
    "rules/cause-without-backing", Severity.WARNING,
    "“{id}”写了原因“{cause_zh}”，但没有日期，也没有可用的证据，不能采纳。",
    "\"{id}\" gives the cause \"{cause_en}\" without a date or usable evidence, so it is not taken.",
    "补上发生日期，或在证据编号中填写能证明它的材料。要问客户：{ask_zh}",
    "Add the day, or the evidence that proves it. To ask the client: {ask_en}",
)  # fmt: skip


def usable_kinds(exhibits: Sequence[Exhibit]) -> Mapping[str, Exhibit]:
    """Return the first usable exhibit of each kind, kinds in exhibit order."""
    kinds: dict[str, Exhibit] = {}
    for exhibit in exhibits:
        if exhibit.usable and exhibit.kind:
            kinds.setdefault(exhibit.kind, exhibit)
    return kinds


def proof_facts(
    case: Case, exhibits: Sequence[Exhibit], *, catalogue: Catalogue
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return what the exhibits and reports stand for, and the causes that rest on a date or an exhibit."""
    usable = usable_kinds(exhibits)
    damaged = {
        each.kind: each for each in reversed(exhibits)
        if each.item is not None and each.status in DAMAGED and each.kind and each.kind not in usable
    }  # fmt: skip
    private = next((each for each in exhibits if _is_private(each, catalogue)), None)
    signed = usable.get(ENTRUSTMENT)
    backed, found = _causes(case, exhibits, catalogue)
    facts = (
        Fact("evidence_kinds", tuple(usable), _where(next(iter(usable.values()), None), case)),
        Fact("evidence_defective", tuple(sorted(damaged)), _where(next(iter(damaged.values()), None), case)),
        Fact("report_kinds", _reports(case), case.reports[0].origin if case.reports else case.origin),
        Fact("identity_documents", private is not None, _where(private, case)),
        Fact(
            "entrustment_signed", True if signed else case.entrustment_signed,
            signed.row.origin if signed else case.where("entrustment_signed"),
        ),
        Fact(
            "causes_claimed", tuple(dict.fromkeys(row.cause for row in backed if row.cause)),
            backed[0].origin if backed else case.origin,
        ),
    )  # fmt: skip
    return facts, found


def _where(exhibit: Exhibit | None, case: Case) -> Origin:
    return exhibit.row.origin if exhibit else case.origin


def _reports(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.kind for row in case.reports if row.kind))


def _is_private(exhibit: Exhibit, catalogue: Catalogue) -> bool:
    kind = catalogue.evidence.get(exhibit.kind)
    return exhibit.item is not None and exhibit.kind != ENTRUSTMENT and kind is not None and kind.identity


def _causes(
    case: Case, exhibits: Sequence[Exhibit], catalogue: Catalogue
) -> tuple[list[Statement], tuple[Finding, ...]]:
    """Split the statements that name a cause into those with backing and findings for the others."""
    standing = {exhibit.row.id for exhibit in exhibits if exhibit.usable}
    claimed = [row for row in case.of_kind(StatementKind.CAUSE, StatementKind.HAPPENED) if row.cause]
    backed = [row for row in claimed if row.on is not None or standing.intersection(row.evidence)]
    have = {row.cause for row in backed}
    return backed, tuple(_unbacked((row for row in claimed if row.cause not in have), catalogue))


def _unbacked(rows: Iterator[Statement], catalogue: Catalogue) -> Iterator[Finding]:
    for row in rows:
        kind = catalogue.causes.get(row.cause or "")
        yield NO_BACKING.at(
            row.origin, id=row.id,
            cause_zh=kind.label.zh if kind else row.cause, cause_en=kind.label.en if kind else row.cause,
            ask_zh=kind.question.zh if kind else "何时、何处、多少单？",
            ask_en=kind.question.en if kind else "When, where, on how many orders?",
        )  # fmt: skip
