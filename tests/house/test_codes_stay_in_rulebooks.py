"""A code that staff can add, rename or end in a rulebook stands in no program text, but for those with a reason."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

#: Lists whose ids are nobody's business but the rulebooks'.
LISTS = ("catalogue/violations", "catalogue/causes", "catalogue/actions", "catalogue/evidence_kinds", "wording/outline")
#: File and codes that it may know, with the reason.
ALLOWED: Mapping[str, tuple[str, frozenset[str]]] = {
    # Shown to staff as an example; nothing is decided by it.
    "rules/books/readme_words.py": ("example", frozenset({"PERF-ODR"})),
    "rules/lints/characters.py": ("example", frozenset({"PERF-ODR"})),
    "rules/lints/explained_words.py": ("example", frozenset({"invoice"})),
    # Files that the program itself knows how to read: what it reads them as is theirs.
    "exhibits/slots.py": ("the notice, reports and replies that the sheet names outside its evidence rows", frozenset({
        "notice_copy", "order_report", "feedback_report", "claims_report", "shipment_report", "returns_report",
        "account_health_report", "amazon_reply",
    })),
    "figures/gather.py": ("each report has a reader of its own", frozenset({
        "order_report", "feedback_report", "claims_report", "shipment_report", "cancel_report", "returns_report",
        "account_health_report",
    })),
    "notices/papers.py": ("the evidence rows that hold the notice", frozenset({
        "notice_copy", "notification_screenshot",
    })),
    # The document of that name, of which this is the file, the template, the title or the sample.
    "render/forms.py": ("the letter to the rights owner, and what to do instead of an appeal", frozenset({
        "retraction_request", "no_appeal",
    })),
    "render/starter/templates.py": ("the letter to the rights owner, and what to do instead of an appeal", frozenset({
        "retraction_request", "no_appeal",
    })),
    "model/labels.py": ("the letter to the rights owner, and what to do instead of an appeal", frozenset({
        "retraction_request", "no_appeal",
    })),
    "cli/template_sample.py": ("the same two documents", frozenset({"retraction_request", "no_appeal"})),
    # Facts of the dictionary that the program works out from one kind of paper or one action.
    "rules/facts/proof.py": ("entrustment_signed", frozenset({"entrustment"})),
    "rules/facts/history.py": ("amazon_reply_on_file", frozenset({"amazon_reply"})),
    "rules/facts/gather.py": ("rights_owner_contacted, retraction_obtained", frozenset({
        "retraction_request", "retraction_reply", "owner_contacted",
    })),
    "rules/facts/follow.py": ("the same facts, where one is supposed to be otherwise", frozenset({
        "retraction_request", "retraction_reply", "owner_contacted", "amazon_reply",
    })),
    "rules/facts/position.py": ("the fact of that name, not the action", frozenset({"other_account_reactivated"})),
    # Checks of one kind of paper or sentence, which no row could word.
    "exhibits/checks/dates.py": ("a page before and a page after the change", frozenset({
        "listing_before", "listing_after",
    })),
    "review/agreement.py": ("actions that are counted in orders", frozenset({
        "orders_refunded", "claims_appealed", "open_orders_shipped", "buyers_answered",
    })),
}  # fmt: skip
#: A plain word besides: what has no better name, in every list there is.
PLAIN = frozenset({"other"})


def codes_of(root: Path) -> frozenset[str]:
    codes: set[str] = set()
    for name in LISTS:
        told = yaml.safe_load((root / "rulebooks" / "text" / f"{name}.yaml").read_text(encoding="utf-8"))
        codes |= {str(row[told["columns"][0]["name"]]) for row in told["rows"]}
    prefixes = {f"{code.partition('-')[0]}-" for code in codes if code.partition("-")[0].isupper()}
    return frozenset(codes | prefixes) - PLAIN


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_code_of_a_rulebook_stands_in_the_program_without_a_reason(root: Path) -> None:
    codes, engine, known = codes_of(root), root / "engine" / "casewright", set()
    strange = []
    for path in sorted(engine.rglob("*.py")):
        name = path.relative_to(engine).as_posix()
        allowed = ALLOWED.get(name, ("", frozenset[str]()))[1]
        for line, text in strings_of(path):
            if text in codes and text not in allowed:
                strange.append(f"{name}:{line} {text}")
            known |= {(name, text)} if text in codes else set()
    assert strange == []
    unused = [(name, code) for name, (_, allowed) in ALLOWED.items() for code in allowed if (name, code) not in known]
    assert unused == [], "no longer in the program: take it off the list"
    assert {code for code in codes if "-" in code} >= {"PERF-ODR", "PERF-", "NON-"}
