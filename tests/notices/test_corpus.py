"""Every composed notice is read as its label says; the corpus stands beside this file, by language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import NoticeReading

CORPUS = [
    case for path in sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]  # fmt: skip


def told(reading: NoticeReading) -> dict[str, Any]:
    limit, named = reading.deadline, reading.entities
    return {
        "type": reading.primary, "stage": reading.stage, "level": reading.level, "lang": reading.language,
        "market": reading.marketplace, "date": reading.notice_date, "hours": limit.hours if limit else None,
        "day": limit.on if limit else None, "metrics": dict(reading.metrics),
        "registrations": list(named.registrations),
        "complaint": next(iter(named.complaint_ids), None), "brand": next(iter(named.brands), None),
    }  # fmt: skip


@pytest.mark.req("S0-02")
@pytest.mark.req("S0-03")
@pytest.mark.req("S4-42")
@pytest.mark.req("S4-54")
@pytest.mark.req("S4-60")
@pytest.mark.parametrize("case", CORPUS, ids=[case["name"] for case in CORPUS])
def test_a_notice_is_read_as_an_expert_reads_it(read: Any, case: dict[str, Any]) -> None:
    reading, found = read(case["text"])
    got = told(reading)
    assert {key: got[key] for key in case["want"]} == case["want"]
    assert reading.types[0].confidence >= case.get("sure", reading.sure_from)
    assert not reading.phishing
    assert not [finding.code for finding in found if finding.is_error]


def test_the_corpus_holds_every_code_of_the_lexicon(words: Any) -> None:
    labels = {case["want"]["type"] for case in CORPUS}
    assert {cue.target for cue in words.cues} - labels == set()
