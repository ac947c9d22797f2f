"""The version before, read back from its package so that the next one can say what has changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from casewright.deliver.manifest import MANIFEST
from casewright.model import (
    Bilingual,
    Earlier,
    EarlierClaim,
    EarlierDocument,
    EarlierExhibit,
    FileRef,
    Finding,
    Kind,
    Severity,
)

UNREADABLE = Kind(
    "deliver/version-before-unreadable", Severity.WARNING,
    "上一版 {name} 的清单读不出来（{why}），这一版因此没有修改说明，也没有修订对照稿。",
    "The manifest of the version before, {name}, cannot be read ({why}): this version has no list of changes and no "
    "redline.",
    "从备份找回 {name}/manifest.json；以后各版照常和前一版对照。",
    "Bring {name}/manifest.json back from a backup; later versions are compared with theirs as ever.",
)  # fmt: skip
CHANGED = Kind(
    "deliver/version-before-changed", Severity.WARNING,
    "上一版的 {file} 在生成之后被改过，没有据此做修订对照稿；修改说明以上一版的清单为准。",
    "{file} of the version before was changed after it was made, so no redline was drawn from it; the list of changes "
    "rests on that version's manifest.",
    "要保留的改动请写进案件表；outbox 里的文件不要直接改，原文件从备份找回。",
    "Put what is to be kept into the case sheet; edit nothing in the outbox, and fetch the original from a backup.",
)  # fmt: skip
GONE = Kind(
    "deliver/version-before-gone", Severity.WARNING,
    "上一版的 {file} 不在文件夹里或打不开（{why}），没有据此做修订对照稿。",
    "{file} of the version before is not in its folder or cannot be opened ({why}), so no redline was drawn from it.",
    "从备份找回，关闭正在使用它的程序；以后各版照常对照。",
    "Bring it back from a backup and close the program that holds it; later versions are compared as ever.",
)  # fmt: skip

#: What is compared word by word.
_COMPARED = frozenset({"poa", "dispute_letter"})
_LARGEST = 40 << 20
Json = Mapping[str, Any]


def read_earlier(package: Path) -> tuple[Earlier | None, tuple[Finding, ...]]:
    """Read a version in the outbox; None where its manifest cannot be read, which is a finding like any lost file.

    A manifest of an older program lacks some keys; what it lacks is simply not compared.
    """
    at = FileRef(f"{package.parent.name}/{package.name}/{MANIFEST}")
    try:
        told = json.loads((package / MANIFEST).read_bytes())
        earlier, documents = _earlier(told), tuple(_listed(told))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return None, (UNREADABLE.at(at, name=package.name, why=type(error).__name__),)
    kept: list[EarlierDocument] = []
    found: list[Finding] = []
    for name, kind, lang, digest in documents:
        place = FileRef(f"{package.parent.name}/{package.name}/{name}")
        try:
            data = _bytes(package / name)
        except OSError as error:
            found.append(GONE.at(place, file=name, why=error.strerror or type(error).__name__))
            continue
        if sha256(data).hexdigest() == digest:
            kept.append(EarlierDocument(name, kind, lang, data))
        else:
            found.append(CHANGED.at(place, file=name))
    return replace(earlier, documents=tuple(kept)), tuple(found)


def _bytes(path: Path) -> bytes:
    """Read at most what a document may be; more is a changed file, whose hash will not match."""
    with path.open("rb") as file:
        return file.read(_LARGEST)


def _earlier(told: Json) -> Earlier:
    decision = told["decision"]
    label = decision.get("label")
    day = told.get("as_of")
    return Earlier(
        int(told["version"]), date.fromisoformat(day) if day else None, str(told["verdict"]),
        str(decision["door"]), str(decision["strategy"]), str(decision["approach"]),
        _both(label) if label else Bilingual(str(decision["approach"]), str(decision["approach"])),
        claims=tuple(_claim(each) for each in told["claims"]),
        exhibits=tuple(_exhibit(each) for each in told.get("exhibits", ())),
        metrics={
            str(code): (str(each.get("rate") or ""), str(each.get("verdict") or ""))
            for code, each in told.get("metrics", {}).items()
        },
        deadlines={
            str(each.get("code") or each["what"]): (
                Bilingual(str(each.get("what_zh") or each["what"]), str(each["what"])), str(each.get("at") or ""),
            )
            for each in told.get("deadlines", ())
        },
    )  # fmt: skip


def _claim(shown: Json) -> EarlierClaim:
    return EarlierClaim(
        str(shown["id"]), str(shown["section"]), _both(shown),
        _texts(shown.get("facts")), _texts(shown.get("exhibits")),
        str(shown.get("block") or ""), str(shown.get("cause") or ""),
    )  # fmt: skip


def _exhibit(shown: Json) -> EarlierExhibit:
    digest = shown.get("source_sha256") or ""
    return EarlierExhibit(
        str(shown["id"]), str(shown["kind"]), str(shown.get("source") or ""), str(digest),
        usable=shown.get("status") == "accepted",
    )  # fmt: skip


def _listed(told: Json) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    for artifact in told["artifacts"]:
        name = str(artifact["path"])
        inside = "/" not in name and "\\" not in name and name not in {"", ".", ".."} and ":" not in name
        if artifact.get("kind") in _COMPARED and name.endswith(".docx") and inside:
            yield name, str(artifact["kind"]), _texts(artifact.get("lang")), str(artifact["sha256"])


def _both(shown: Json) -> Bilingual:
    return Bilingual(str(shown["zh"]), str(shown["en"]))


def _texts(shown: object) -> tuple[str, ...]:
    return tuple(str(each) for each in shown) if isinstance(shown, list) else ()
