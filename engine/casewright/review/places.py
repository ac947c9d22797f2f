"""Where a claim came from, so that a finding leads to the cell that the clerk can change."""

from casewright.model import Case, Claim, Exhibit, Origin, Statement


def rows_of(claim: Claim, case: Case) -> tuple[Statement, ...]:
    """Return the rows of the Facts sheet that a claim rests on."""
    return tuple(row for row in case.statements if row.id in claim.facts)


def place_of(claim: Claim, case: Case) -> Origin:
    """Return the row a claim came from; the case where it came from no row."""
    rows = rows_of(claim, case)
    return rows[0].origin if rows else case.origin


def is_admitted(claim: Claim, case: Case) -> bool:
    """Say whether a claim rests on an admission that the client signed off."""
    signed = bool(case.admitted_by and case.admitted_on)
    return signed and any(row.admitted for row in rows_of(claim, case))


def kinds_cited(claim: Claim, exhibits: tuple[Exhibit, ...]) -> frozenset[str]:
    """Return the kinds of the exhibits that a claim cites."""
    return frozenset(each.kind for each in exhibits if each.id in claim.exhibits)
