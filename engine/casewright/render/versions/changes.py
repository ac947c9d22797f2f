"""What is other than in the version before, in words for people."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from fractions import Fraction

from casewright.model import (
    NOTHING,
    Bilingual,
    Change,
    Claim,
    Comparison,
    Deadline,
    Decision,
    Earlier,
    EarlierClaim,
    EarlierExhibit,
    Exhibit,
    Metric,
    PlanOfAction,
    Verdict,
    both,
)
from casewright.model.labels import DOORS
from casewright.render.versions.align import likeness, tokens
from casewright.render.versions.pairs import Claims, Exhibits, pair_claims, pair_exhibits
from casewright.render.views.labels import METRIC_VERDICTS, METRICS, VERDICTS, label
from casewright.text import show_percent
from casewright.text.naming import Names

SECTIONS = {
    "summary": Bilingual("摘要", "Summary"), "metrics": Bilingual("当前指标", "Current metrics"),
    "root_cause": Bilingual("根本原因", "Root cause"), "corrective": Bilingual("整改措施", "Corrective actions"),
    "preventive": Bilingual("预防措施", "Preventive controls"), "dispute": Bilingual("事实说明", "Facts in dispute"),
    "request": Bilingual("请求", "Request"), "closing": Bilingual("结尾", "Closing"),
    "retraction": Bilingual("致权利人的请求", "Letter to the rights owner"),
}  # fmt: skip
#: The sections that tell what happened and what was done: a change in them may be a corrected fact.
_TELLING = frozenset({"root_cause", "corrective", "preventive", "dispute", "metrics"})
_FIGURE = re.compile(r"\d+")
_NOT_KNOWN = Bilingual("（不明）", "(not known)")
_UNUSABLE = Bilingual("不可用", "not usable")
_USABLE = Bilingual("可用", "usable")


def changes_of(
    earlier: Earlier, decision: Decision, plan: PlanOfAction, *,
    exhibits: Sequence[Exhibit], metrics: Sequence[Metric], deadlines: Sequence[Deadline], names: Names,
) -> tuple[Change, ...]:  # fmt: skip
    """Return what changed since the version before: the decision, sentences in order, exhibits, figures, deadlines."""
    proofs = pair_exhibits(earlier.exhibits, exhibits)
    return (
        *_decision(earlier, decision, names),
        *_claims(earlier, pair_claims(earlier.claims, plan.claims, proofs), proofs),
        *_exhibits(proofs, names), *_metrics(earlier, metrics), *_deadlines(earlier, deadlines),
    )  # fmt: skip


def verdict_change(earlier: Earlier, verdict: Verdict) -> tuple[Change, ...]:
    """Return the change of the verdict, nothing where it is the same."""
    if earlier.verdict == verdict.word:
        return ()
    was, now = label(VERDICTS, earlier.verdict), label(VERDICTS, verdict.word)
    return (Change("changed", "verdict", "verdict", Bilingual("结论", "Verdict"), was, now),)


def compare(submitted: Earlier, plan: PlanOfAction, *, exhibits: Sequence[Exhibit]) -> Comparison:
    """Say whether anything is new against a version that was submitted, and how much of its English is the same."""
    proofs = pair_exhibits(submitted.exhibits, exhibits)
    new = [one for one in proofs.added if one.usable]
    new += [one for was, one in proofs.pairs if one.usable and (not was.usable or was.id not in proofs.renamed)]
    told = [each for each in _claims(submitted, pair_claims(submitted.claims, plan.claims, proofs), proofs)
            if not each.minor and each.place in _TELLING]  # fmt: skip
    ours, theirs = (
        Counter(token for claim in claims for token in tokens(claim.text.en) if token[0].isalnum())
        for claims in (plan.claims, submitted.claims)
    )
    alike = Fraction(round(likeness(ours, theirs) * 1000), 1000)
    return Comparison(submitted.version, bool(new), any(map(_corrects, told)), alike)


def _corrects(change: Change) -> bool:
    """Say whether a sentence says another fact and not the same in other words: it is new, gone, or its figures are."""
    return change.kind != "changed" or _figures(change.was) != _figures(change.now)


def _figures(text: Bilingual) -> Counter[str]:
    return Counter(_FIGURE.findall(text.en))


def _decision(earlier: Earlier, decision: Decision, names: Names) -> Iterator[Change]:
    if (earlier.strategy, earlier.approach) != (decision.strategy, decision.approach):
        now = names.label("approach", decision.approach) or both(decision.approach)
        was = earlier.label or both(earlier.approach)
        yield Change("changed", "decision", "approach", Bilingual("策略", "Strategy"), was, now)
    if earlier.door != decision.door:
        what = Bilingual("方向", "Direction")
        yield Change("changed", "decision", "door", what, label(DOORS, earlier.door), label(DOORS, decision.door))


def _claims(earlier: Earlier, claims: Claims, exhibits: Exhibits) -> Iterator[Change]:
    order = {claim.id: number for number, claim in enumerate(earlier.claims)}
    settled = _in_order([order[was.id] for was, _ in claims.pairs])
    found: list[tuple[tuple[int, int], Change]] = []
    for number, (was, now) in enumerate(claims.pairs):
        change = _claim(was, now, exhibits, moved=number not in settled)
        if change is not None:
            found.append(((_number(now.id), 1), change))
    found += [((_number(now.id), 1), _added(now)) for now in claims.added]
    found += [((_number(was.id), 0), _removed(was, earlier.version)) for was in claims.removed]
    yield from (change for _, change in sorted(found, key=lambda each: each[0]))


def _claim(was: EarlierClaim, now: Claim, exhibits: Exhibits, *, moved: bool) -> Change | None:
    what = _named(now.id, now.section)
    cited = tuple(exhibits.renamed.get(name, name) for name in was.exhibits)
    same = exhibits.translate(was.text)
    if (same.zh, same.en) != (now.text.zh, now.text.en) or set(cited) != set(now.exhibits):
        shown = (was.text, now.text) if (was.text.zh, was.text.en) != (now.text.zh, now.text.en) else _cited(was, now)
        return Change("changed", "claim", now.id, what, *shown, now.exhibits, now.section, was.id)
    if was.exhibits != now.exhibits:
        return Change(
            "changed", "claim", now.id, what, *_cited(was, now), now.exhibits, now.section, was.id, minor=True
        )
    if was.section != now.section or moved:
        places = _named(was.id, was.section), what
        minor = was.section == now.section
        return Change("moved", "claim", now.id, what, *places, now.exhibits, now.section, was.id, minor=minor)
    return None


def _cited(was: EarlierClaim, now: Claim) -> tuple[Bilingual, Bilingual]:
    return _proofs(was.exhibits), _proofs(now.exhibits)


def _proofs(ids: Sequence[str]) -> Bilingual:
    return (
        Bilingual(f"附件 {'、'.join(ids)}", f"Exhibits {', '.join(ids)}")
        if ids
        else Bilingual("没有附件", "no exhibit")
    )


def _added(claim: Claim) -> Change:
    return Change(
        "added", "claim", claim.id, _named(claim.id, claim.section), NOTHING, claim.text, claim.exhibits,
        claim.section,
    )  # fmt: skip


def _removed(claim: EarlierClaim, version: int) -> Change:
    name = _named(claim.id, claim.section)
    what = Bilingual(f"v{version} {name.zh}", f"{name.en} of v{version}")
    return Change("removed", "claim", claim.id, what, claim.text, NOTHING, claim.exhibits, claim.section, claim.id)


def _named(claim_id: str, section: str) -> Bilingual:
    place, number = label(SECTIONS, section), claim_id.removeprefix("C-")
    return Bilingual(f"第 {number} 条（{place.zh}）", f"Item {number} ({place.en})")


def _number(claim_id: str) -> int:
    digits = claim_id.rpartition("-")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """Return which of these stand in rising order, as many as can: the others have moved."""
    ends: list[int] = []
    chain: list[tuple[int, int]] = []
    back: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        back.append(chain[length - 1][1] if length else -1)
        ends[length : length + 1] = [place]
        chain[length : length + 1] = [(place, number)]
    kept: set[int] = set()
    last = chain[-1][1] if chain else -1
    while last >= 0:
        kept.add(last)
        last = back[last]
    return frozenset(kept)


def _exhibits(proofs: Exhibits, names: Names) -> Iterator[Change]:
    for gone in proofs.removed:
        what = _proof(gone.id, gone.kind, names)
        yield Change("removed", "exhibit", gone.id, what, both(gone.source), NOTHING, (gone.id,))
    both_or_new: list[tuple[EarlierExhibit | None, Exhibit]] = [*proofs.pairs, *((None, now) for now in proofs.added)]
    for was, now in sorted(both_or_new, key=lambda pair: _rank(pair[1].id)):
        what = _proof(now.id, now.kind, names)
        file = both(now.item.path if now.item else now.row.file)
        if was is None:
            yield Change("added", "exhibit", now.id, what, NOTHING, file, (now.id,))
        elif was.id not in proofs.renamed:
            replaced = Bilingual(f"{file.zh}（文件已更换）", f"{file.en} (another file)")
            yield Change("changed", "exhibit", now.id, what, both(was.source), replaced, (now.id,))
        elif was.usable != now.usable:
            states = {True: _USABLE, False: _UNUSABLE}
            yield Change("changed", "exhibit", now.id, what, states[was.usable], states[now.usable], (now.id,))
        elif was.id != now.id:
            yield Change("moved", "exhibit", now.id, what, both(was.id), both(now.id), (now.id,), minor=True)


def _rank(exhibit_id: str) -> tuple[str, int]:
    head, _, digits = exhibit_id.partition("-")
    return head, int(digits) if digits.isascii() and digits.isdigit() else 0


def _proof(exhibit_id: str, kind: str, names: Names) -> Bilingual:
    named = names.label("kind", kind) or both(kind)
    return Bilingual(f"附件 {exhibit_id}（{named.zh}）", f"Exhibit {exhibit_id} ({named.en})")


def _metrics(earlier: Earlier, metrics: Sequence[Metric]) -> Iterator[Change]:
    now: dict[str, tuple[str, str]] = {}
    for metric in metrics:
        now.setdefault(metric.code, ("" if metric.rate is None else _four(metric.rate), metric.verdict))
    for code in dict.fromkeys((*earlier.metrics, *now)):
        before, after = earlier.metrics.get(code), now.get(code)
        if before == after:
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        yield Change(kind, "metric", code, label(METRICS, code), _figure(before), _figure(after))


def _figure(shown: tuple[str, str] | None) -> Bilingual:
    if shown is None:
        return NOTHING
    rate, state = shown[0], label(METRIC_VERDICTS, shown[1])
    try:
        said = [show_percent(Fraction(rate), lang) for lang in ("zh", "en")] if rate else ["–", "–"]
    except (ValueError, ZeroDivisionError):
        said = [rate, rate]
    return Bilingual(f"{said[0]}（{state.zh}）", f"{said[1]} ({state.en})")


def _four(rate: Fraction) -> str:
    """Return a rate as the manifest writes it."""
    scaled = int(abs(rate) * 10_000 + Fraction(1, 2))
    return f"{'-' if rate < 0 and scaled else ''}{scaled // 10_000}.{scaled % 10_000:04}"


def _deadlines(earlier: Earlier, deadlines: Sequence[Deadline]) -> Iterator[Change]:
    now: dict[str, tuple[Bilingual, str]] = {}
    for deadline in deadlines:
        at = f"{deadline.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if deadline.at else ""
        now[deadline.code or deadline.what.en] = (deadline.what, at)
    for code in dict.fromkeys((*earlier.deadlines, *now)):
        before, after = earlier.deadlines.get(code), now.get(code)
        if before is not None and after is not None and before[1] == after[1]:
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        what = (after or before or (NOTHING, ""))[0]
        name = Bilingual(f"期限：{what.zh}", f"Deadline: {what.en}")
        yield Change(kind, "deadline", code, name, _moment(before), _moment(after))


def _moment(shown: tuple[Bilingual, str] | None) -> Bilingual:
    if shown is None:
        return NOTHING
    return both(shown[1].replace("T", " ").replace("Z", " UTC")) if shown[1] else _NOT_KNOWN
