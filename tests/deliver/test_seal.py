"""What lies in a sealed package: the verdict for people, the manifest for everything else."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casewright.deliver import content_key, inputs_of, seal, seal_return, sha256_of
from casewright.deliver.seal import write_json
from casewright.model import Artifact, Drop

Sealable = Any


def sealed(given: Sealable) -> dict[str, Any]:
    made = seal(given.dossier, given.artifacts, given.copies, drop=given.drop, staging=given.staging)
    assert made == Artifact("manifest.json", "manifest")
    told: dict[str, Any] = json.loads((given.staging / "manifest.json").read_text(encoding="utf-8"))
    return told


def test_the_manifest_has_the_shape_of_the_contract(not_ready: Sealable) -> None:
    told = sealed(not_ready)
    assert list(told)[:12] == [
        "casewright", "case", "version", "languages", "as_of", "verdict", "reasons", "decision", "decided_by",
        "playbook", "inputs", "artifacts",
    ]  # fmt: skip
    assert (told["case"], told["version"], told["verdict"], told["decided_by"]) == (
        "CW-7", 2, "NOT_READY", "durable-rules",
    )  # fmt: skip
    decision = {name: told["decision"][name] for name in ("strategy", "door", "approach", "causes")}
    assert decision == {
        "strategy": "performance", "door": "fix", "approach": "perf_fix", "causes": ["carrier_lane_delay"],
    }  # fmt: skip
    assert told["decision"]["rows"][0]["row"] == "rulebooks/strategy.xlsx > door!A7"
    odr = {name: told["metrics"]["ODR"][name] for name in ("num", "den", "rate", "target", "verdict", "source")}
    assert odr == {
        "num": 24, "den": 1212, "rate": "0.0198", "target": "< 0.01", "verdict": "breach", "source": "computed",
    }  # fmt: skip
    assert told["deadlines"][0]["at"] == "2026-11-30T16:14:00Z"
    assert told["claims"][0]["facts"] == ["F04"]
    assert told["playbook"] == {"sha256": "ab" * 32}
    assert told["previous"] == "cd" * 32
    assert told["reasons"][0] == {
        "code": "review/sop-missing", "severity": "error", "at": "case.xlsx > Facts!C12", "zh": "缺少流程文件",
        "en": "The SOP is missing", "fix_zh": "缺少流程文件怎么改", "fix_en": "How to mend: The SOP is missing",
    }  # fmt: skip


def test_every_file_of_the_drop_and_of_the_package_is_named_with_its_hash(ready: Sealable) -> None:
    told = sealed(ready)
    assert told["inputs"] == [
        {"path": path, "sha256": sha256_of(ready.drop.root / path)} for path in ("case.xlsx", "证据/发票.pdf")
    ]
    assert {each["path"]: (each["kind"], each["lang"]) for each in told["artifacts"]} == {
        "POA_CW-7_v2_en-zh.docx": ("poa", ["en", "zh"]), "READY.txt": ("verdict", ["zh", "en"]),
    }  # fmt: skip
    assert all(each["sha256"] == sha256_of(ready.staging / each["path"]) for each in told["artifacts"])
    exhibit = told["exhibits"][0]
    assert (exhibit["source_sha256"], exhibit["copy"]) == (exhibit["copy_sha256"], "exhibits/E-1.pdf")


def test_a_file_that_changed_between_two_questions_is_read_again_though_its_size_is_the_same(ready: Sealable) -> None:
    invoice = ready.drop.root / "证据/发票.pdf"
    before = {each.path: each.sha256 for each in inputs_of(ready.drop)}
    assert {each.path: each.sha256 for each in inputs_of(ready.drop)} == before
    invoice.write_bytes(invoice.read_bytes()[::-1])
    after = {each.path: each.sha256 for each in inputs_of(ready.drop)}
    assert after["证据/发票.pdf"] == sha256_of(invoice) != before["证据/发票.pdf"]
    assert after["case.xlsx"] == before["case.xlsx"]


def test_the_same_dossier_gives_the_same_bytes(ready: Sealable) -> None:
    sealed(ready)
    first = (ready.staging / "manifest.json").read_bytes()
    sealed(ready)
    assert (ready.staging / "manifest.json").read_bytes() == first
    assert first.decode("utf-8").startswith('{\n  "casewright": ')


def test_not_ready_says_why_with_place_and_way_out_chinese_first(not_ready: Sealable) -> None:
    sealed(not_ready)
    raw = (not_ready.staging / "NOT_READY.txt").read_bytes()
    text = raw.decode("utf-8-sig")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "\r\n" in text
    assert text.index("缺少流程文件") < text.index("The SOP is missing")
    assert "位置：case.xlsx > Facts!C12" in text
    assert "Way out: How to mend: The SOP is missing" in text
    assert "A date is not put back" in text
    assert not (not_ready.staging / "READY.txt").exists()


def test_ready_asks_the_seller_to_read_and_promises_nothing(ready: Sealable) -> None:
    sealed(ready)
    text = (ready.staging / "READY.txt").read_text("utf-8-sig")
    assert "The seller still reads every sentence" in text
    assert "卖家本人逐句核对" in text


def test_a_drop_that_goes_back_is_sealed_too(ready: Sealable) -> None:
    issues = ready.staging / "问题清单 Issues.xlsx"
    issues.write_bytes(b"issues")
    found = ready.dossier.verdict.reasons
    artifacts = (Artifact(issues.name, "issues"),)
    made = seal_return("CW-7", found, artifacts, drop=ready.drop, playbook="ab", staging=ready.staging)
    told = json.loads((ready.staging / made.path).read_text("utf-8"))
    assert (made.path, told["verdict"]) == ("returned.json", "RETURNED")
    assert [each["path"] for each in told["artifacts"]] == ["RETURNED.txt", issues.name]
    assert not (ready.staging / "manifest.json").exists()


def test_the_key_follows_from_the_manifest_alone(ready: Sealable) -> None:
    inputs = inputs_of(ready.drop)
    key = content_key("CW-7", inputs, playbook="p", casewright="1")
    assert key == content_key("CW-7", reversed(inputs), playbook="p", casewright="1")
    (ready.drop.root / "case.xlsx").write_bytes(b"changed")
    assert key != content_key("CW-7", inputs_of(ready.drop), playbook="p", casewright="1")
    assert key != content_key("CW-7", inputs, playbook="p2", casewright="1")


def test_another_row_of_a_batch_is_no_change_of_this_case(ready: Sealable) -> None:
    workbook = ready.drop.root.parent / "batch.xlsx"
    keys, shown = [], []
    for content, row in ((b"one", 2), (b"other rows changed", 3)):
        workbook.write_bytes(content)
        inputs = inputs_of(Drop("CW-7", ready.drop.root, workbook, row))
        keys.append(content_key("CW-7", inputs, playbook="p", casewright="1"))
        shown.append([each.to_json() for each in inputs if each.row])
    assert keys[0] == keys[1]
    assert shown[0] == [{"path": "batch.xlsx", "sha256": shown[0][0]["sha256"], "row": 2}]


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=150)
NESTED = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(st.dictionaries(st.text(), NESTED))
def test_whatever_is_laid_out_line_by_line_reads_back_the_same(document: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "told.json")
        write_json(path, document)
        assert json.loads(path.read_bytes()) == document


def test_what_is_short_stands_on_one_line_and_what_is_long_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    write_json(path, {"case": "案件", "files": [{"path": "a", "sha256": "0" * 64}, {"path": "b", "sha256": "1" * 64}]})
    assert path.read_text(encoding="utf-8").splitlines() == [
        "{", '  "case": "案件",', '  "files": [', f'    {{"path": "a", "sha256": "{"0" * 64}"}},',
        f'    {{"path": "b", "sha256": "{"1" * 64}"}}', "  ]", "}",
    ]  # fmt: skip
