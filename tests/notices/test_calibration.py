"""Confidence means something: printed as a table, and kept near to what came true."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from beside import load

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    return load(HERE / "calibrate.py", "notice_calibrate")


@pytest.mark.slow
def test_a_confidence_is_about_as_often_right_as_it_says(
    calibrate: ModuleType, figures: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [pair for pair in figures("tuned").sure if pair[0]]
    lines = list(calibrate.table(told))
    with capsys.disabled():
        print("\nconfidence, tuned:", *lines, sep="\n  ")  # noqa: T201 - the table is the point of the test
    assert float(lines[-1].split()[-1]) < 0.15


def test_points_never_fall_and_few_are_kept(calibrate: ModuleType) -> None:
    told = [(number / 100, number % 10 != 0 or number < 50) for number in range(1, 100)]
    points = calibrate.pooled(told)
    assert len(points) <= calibrate.BINS
    assert [sure for _, sure in points] == sorted(sure for _, sure in points)


FOREIGN = {
    "nl": "Geachte verkoper, uw account is gedeactiveerd omdat wij het niet konden bevestigen en dat is niet goed.",
    "pl": "Szanowny sprzedawco, Twoje konto zostało dezaktywowane, bo nie można było potwierdzić danych do konta.",
    "tr": "Sayın satıcı, hesabınız devre dışı bırakıldı ve bu için lütfen bize bir açıklama gönderin, satış yapılamaz.",
    "ar": "عزيزي البائع، لقد قمنا بإلغاء تنشيط حسابك لأننا لم نتمكن من التحقق من هويتك. يرجى إرسال المستندات.",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_a_language_without_cues_is_never_sure_and_says_so(read: Any, language: str) -> None:
    reading, found = read(FOREIGN[language])
    assert reading.language == language
    assert all(violation.confidence < reading.sure_from for violation in reading.types)
    assert "notices/language-without-cues" in {finding.code for finding in found}


def test_a_few_words_are_never_sure(read: Any) -> None:
    reading, _ = read("Counterfeit complaint.")
    assert all(violation.confidence < reading.sure_from for violation in reading.types)


def test_a_talk_among_staff_names_no_type(read: Any) -> None:
    reading, found = read("小陈 10:02\n尾款收了吗\n阿May 10:05\n还没，他说下周\n小陈 10:06\n行，中午一起吃饭")
    assert not reading.types
    assert [finding.code for finding in found] == ["notices/type-unknown"]


def test_a_negation_and_another_accounts_violation_count_for_nothing(read: Any) -> None:
    reading, _ = read(
        "Hello,\n\nYour account has been deactivated because it is related to an account that may not sell.\n"
        "That account was deactivated for inauthentic items.\nThis is not about intellectual property of others."
    )
    assert [violation.code for violation in reading.types] == ["ACC-LINKED"]


def test_each_cue_tells_its_section(read: Any) -> None:
    reading, _ = read("Subject: Order defect rate\n\nHello,\n\nWhy did this happen?\nYour late shipment rate is 6%.\n")
    for violation in reading.types:
        assert len(violation.sections) == len(violation.cues)
