"""``case.yaml`` says the same as the form, and is addressed by line."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.intake import REMOVED, form_schema, read_case, write_form
from casewright.model import Case, Drop, Finding, StatementKind


def read(root: Path, text: str) -> tuple[Case | None, tuple[Finding, ...]]:
    (root / "case.yaml").write_text(text, encoding="utf-8")
    (root / "notice.txt").write_text("x")
    return read_case(Drop("y", root))


def test_the_form_and_the_yaml_tell_the_same_case(tmp_path: Path) -> None:
    values: dict[str, Any] = {
        "case": "CW-1", "marketplace": "DE", "notice_file": "n.txt", "odr": "1.98%", "urgent": False,
        "amazon_case_ids": ["15512345671"], "listings": [{"asin": "B0EXAMPLE1"}],
        "statements": [{"id": "F01", "kind": "corrective", "statement": "退款", "date": "2026-02-12", "quantity": 24}],
    }  # fmt: skip
    write_form(tmp_path / "a", case=values)
    (tmp_path / "b").mkdir()
    from_form, _ = read_case(Drop("a", tmp_path / "a"))
    from_yaml, found = read(tmp_path / "b", yaml.safe_dump(values, allow_unicode=True))
    assert found == ()
    assert from_form is not None
    assert from_yaml is not None
    for name in ("ref", "marketplace", "urgent", "amazon_case_ids"):
        assert getattr(from_form, name) == getattr(from_yaml, name)
    for one, other in zip(from_form.statements, from_yaml.statements, strict=True):
        assert (one.id, one.kind, one.zh, one.on, one.quantity) == (
            other.id,
            other.kind,
            other.zh,
            other.on,
            other.quantity,
        )
    assert [each.rate for each in from_form.dashboard] == [each.rate for each in from_yaml.dashboard]


def test_findings_point_at_the_line(tmp_path: Path) -> None:
    case, found = read(
        tmp_path, "case: C\nmarketplace: US\nnotice_date: 03/04/2026\nstatements:\n  - kind: wrong\n    statement: 一\n"
    )
    assert case is None
    assert [(each.code, each.at) for each in found if each.is_error] == [
        ("intake/date-ambiguous", "case.yaml, line 3"), ("intake/unknown-choice", "case.yaml, line 5"),
    ]  # fmt: skip


def test_keys_dates_and_ids_are_not_bent_by_yaml(tmp_path: Path) -> None:
    case, found = read(
        tmp_path,
        "case: 007\nmarketplace: 'UK'\nnotice_date: 2026-03-05\nregistration_number: 0512\nurgent: yes\nodr: 0.0198\n",
    )
    assert found == ()
    assert case is not None
    assert (case.ref, case.registration_number, case.urgent) == ("007", "0512", True)
    assert str(case.dashboard[0].rate) == "99/5000"


def test_attribute_names_are_keys_too(tmp_path: Path) -> None:
    case, _ = read(tmp_path, "ref: C\nmarketplace: US\nfacts:\n  - {kind: request, zh: 改日期, on: 2026-01-02}\n")
    assert case is not None
    assert [(each.kind, each.zh) for each in case.statements] == [(StatementKind.REQUEST, "改日期")]


def test_an_unknown_key_is_a_remark_with_the_nearest_key(tmp_path: Path) -> None:
    case, found = read(tmp_path, "case: C\nmarketplace: US\nstore_nane: A\n")
    assert case is not None
    assert [(each.label, each.value) for each in case.remarks] == [("store_nane", "A")]
    assert "store_name" in found[0].text.en


def test_a_secret_is_removed_here_too(tmp_path: Path) -> None:
    case, found = read(tmp_path, "case: C\nmarketplace: US\nrequests: '登录密码：Abc12345'\n")
    assert case is not None
    assert case.requests == f"登录密码：{REMOVED}"
    assert [(each.code, each.at) for each in found] == [("intake/secret-found", "case.yaml, line 3")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "intake/yaml-unreadable"), ("- a\n- b\n", "intake/yaml-unreadable"),
        ("case: [unclosed\n", "intake/yaml-unreadable"),
        ("[" * 1000, "intake/yaml-unreadable"), ("case: C\nmarketplace: US\nstatements: {a: 1}\n", "intake/yaml-shape"),
        ("case: {a: 1}\nmarketplace: US\n", "intake/yaml-shape"),
        ("case: A\ncase: B\nmarketplace: US\n", "intake/field-twice"),
    ],
)  # fmt: skip
def test_a_yaml_that_is_no_case_is_a_finding(tmp_path: Path, text: str, code: str) -> None:
    case, found = read(tmp_path, text)
    assert case is None
    assert code in {each.code for each in found}


def test_a_yaml_that_calls_for_code_is_only_text(tmp_path: Path) -> None:
    case, _ = read(tmp_path, f"case: !!python/object/apply:pathlib.Path.touch ['{tmp_path}/made']\nmarketplace: US\n")
    assert not (tmp_path / "made").exists()
    assert case is not None


def test_bytes_that_are_not_utf8_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes("case: 甲\n".encode("gbk"))
    _, found = read_case(Drop("y", tmp_path))
    assert [each.code for each in found] == ["intake/yaml-unreadable"]


def test_the_schema_names_every_field_and_its_codes() -> None:
    schema: Any = form_schema()
    assert schema["required"] == ["case", "marketplace"]
    assert schema["properties"]["position"]["enum"] == ["admits", "denies", "partly", "unknown"]
    fact = schema["properties"]["statements"]["items"]["properties"]
    assert fact["date"]["format"] == "date"
    assert fact["evidence"]["type"] == "array"
