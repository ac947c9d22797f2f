"""Does a package still match its manifest: what is missing, changed or extra, by file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from casewright.deliver.inputs import sha256_of, shown_path
from casewright.deliver.manifest import MANIFEST, RETURNED
from casewright.deliver.pdfs import PDF_FOLDER, check_pdfs
from casewright.model import FileRef, Finding, Kind, Severity, sort_findings

NO_MANIFEST = Kind(
    "deliver/manifest-missing", Severity.ERROR,
    "这个文件夹里没有 manifest.json，无法核对。", "This folder holds no manifest.json, so it cannot be checked.",
    "指向 outbox 里某个案件的版本文件夹，例如 outbox/案件编号/v1。",
    "Name the folder of one version in the outbox, such as outbox/<case>/v1.",
)  # fmt: skip
BAD_MANIFEST = Kind(
    "deliver/manifest-unreadable", Severity.ERROR,
    "清单文件读不出来（{why}），可能被改动或没有写完。",
    "The manifest cannot be read ({why}); it may have been edited or cut short.",
    "不要使用这个文件夹；把原案件重新放入收件箱，生成新版本。",
    "Do not use this folder; drop the case again to get a new version.",
)  # fmt: skip
MISSING = Kind(
    "deliver/file-missing", Severity.ERROR,
    "清单里有 {path}，文件夹里没有。", "The manifest names {path}, the folder lacks it.",
    "从备份找回原文件，或把原案件重新放入收件箱，生成新版本。",
    "Bring the file back from a backup, or drop the case again to get a new version.",
)  # fmt: skip
CHANGED = Kind(
    "deliver/file-changed", Severity.ERROR,
    "{path} 在生成之后被改过。", "{path} was changed after it was made.",
    "核对改动；要正式采用，请把改动写进案件表或模板后重新生成。",
    "Look at what was changed; to keep it, put it into the case sheet or the template and produce again.",
)  # fmt: skip
EXTRA = Kind(
    "deliver/file-extra", Severity.WARNING,
    "{path} 不在清单里，是后来放进来的。", "{path} is not in the manifest; it was put here later.",
    "移出这个文件夹；要作为证据，请放进收件箱里的案件。",
    "Move it out of the folder; to use it as evidence, put it into the case in the inbox.",
)  # fmt: skip
CHAIN = Kind(
    "deliver/previous-changed", Severity.ERROR,
    "前一版本 {name} 的清单与本版本记录的不一致，有一方被改过。",
    "The manifest of the version before, {name}, is not the one that this version recorded; one of them was changed.",
    "以备份为准核对两个版本。", "Compare both versions with a backup.",
)  # fmt: skip


def ready_mark(package: Path) -> Path | None:
    """Return the file whose presence says that a package is whole, None where it is not there."""
    return next((package / name for name in (MANIFEST, RETURNED) if (package / name).is_file()), None)


def verify(package: Path) -> tuple[Finding, ...]:
    """Compare a package with its manifest, and its PDFs with their list; no findings: every byte is as it was made."""
    mark = ready_mark(package)
    if mark is None:
        return (NO_MANIFEST.at(FileRef(str(package))),)
    try:
        manifest = json.loads(mark.read_bytes())
        listed = dict(_listed(manifest))
    except (OSError, ValueError, KeyError, TypeError) as error:
        return (BAD_MANIFEST.at(FileRef(_at(package, mark.name)), why=type(error).__name__),)
    return sort_findings((*_files(package, mark, listed), *check_pdfs(package), *_chain(package, manifest)))


def _listed(manifest: Mapping[str, list[Mapping[str, str]]]) -> Iterator[tuple[str, str]]:
    for artifact in manifest["artifacts"]:
        yield artifact["path"], artifact["sha256"]
    for exhibit in manifest.get("exhibits", []):
        if exhibit["copy"]:
            yield exhibit["copy"], exhibit["copy_sha256"]


def _files(package: Path, mark: Path, listed: Mapping[str, str]) -> Iterator[Finding]:
    there = {shown_path(path, package): path for path in package.rglob("*") if path.is_file()}
    there = {path: file for path, file in there.items() if not path.startswith(f"{PDF_FOLDER}/")}
    for path, sha256 in listed.items():
        at = FileRef(_at(package, path))
        if path not in there:
            yield MISSING.at(at, path=path)
        elif sha256_of(there[path]) != sha256:
            yield CHANGED.at(at, path=path)
    for path in sorted(set(there) - set(listed) - {mark.name}):
        if not path.rpartition("/")[2].startswith(("~$", ".~")):  # somebody has a document open
            yield EXTRA.at(FileRef(_at(package, path)), path=path)


def _chain(package: Path, manifest: Mapping[str, object]) -> Iterator[Finding]:
    previous, version = manifest.get("previous"), manifest.get("version")
    if not previous or not isinstance(version, int):
        return
    changes = manifest.get("changes")
    since = changes.get("since") if isinstance(changes, dict) else version - 1
    before = package.parent / f"v{since}" / MANIFEST
    if isinstance(since, int) and before.is_file() and sha256_of(before) != previous:
        yield CHAIN.at(FileRef(_at(package, MANIFEST)), name=f"v{since}")


def _at(package: Path, path: str) -> str:
    return f"{package.parent.name}/{package.name}/{path}"
