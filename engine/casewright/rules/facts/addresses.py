"""Addresses of old tutorials that somebody wants to write to: said why nothing is sent there."""

from collections.abc import Iterator

from casewright.model import Case, Catalogue, Finding, Kind, Origin, Severity
from casewright.text import old_addresses

OLD_ADDRESS = Kind(
    "rules/old-address", Severity.WARNING,
    "“{address}”（{purpose_zh}）不用：{why_zh}", "\"{address}\" ({purpose_en}) is not used: {why_en}",
    "不发邮件，也不代拟邮件；按提交指引在卖家平台的表单里提交。只有本案通知里印着、属于亚马逊域名、而且不是用于申诉的地址才可以用。",
    "Send and draft no mail; submit by the form in Seller Central as the guide says. Only an address that this notice "
    "itself prints, at Amazon's own domain and for something else than an appeal, may be used.",
)  # fmt: skip


def old_address_findings(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a finding for each place of the sheet that names such an address."""
    for text, origin in _passages(case):
        for shown, address in old_addresses((text,), catalogue.addresses):
            yield OLD_ADDRESS.at(
                origin, address=shown, purpose_zh=address.purpose.zh, purpose_en=address.purpose.en,
                why_zh=address.why.zh, why_en=address.why.en,
            )  # fmt: skip


def _passages(case: Case) -> Iterator[tuple[str, Origin]]:
    if case.requests:
        yield case.requests, case.where("requests")
    yield from ((remark.value, remark.origin) for remark in case.remarks)
    yield from ((f"{row.zh}\n{row.en}", row.origin) for row in case.statements)
    yield from ((f"{row.channel}\n{row.note}", row.origin) for row in case.submissions)
