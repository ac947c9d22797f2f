"""The PDFs of a package: beside the seal, not under it; a list of their own says of which document each was made."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright import __version__
from casewright.deliver.inputs import sha256_of, shown_path
from casewright.deliver.manifest import MANIFEST
from casewright.model import FileRef, Finding, Kind, Severity

PDF_FOLDER, PDF_LIST = "pdf", "pdf.json"

NO_LIST = Kind(
    "deliver/pdf-list-unreadable", Severity.WARNING,
    "pdf 文件夹里没有可读的 pdf.json，不知道这些 PDF 由哪份文件转成。",
    "The pdf folder holds no readable pdf.json, so nobody knows which documents its PDFs were made of.",
    "删掉 pdf 文件夹，再运行 casewright pdf。", "Delete the pdf folder and run casewright pdf again.",
)  # fmt: skip
PDF_MISSING = Kind(
    "deliver/pdf-missing", Severity.WARNING,
    "{path} 不见了。", "{path} is gone.",
    "再运行一次 casewright pdf。", "Run casewright pdf again.",
)  # fmt: skip
PDF_CHANGED = Kind(
    "deliver/pdf-changed", Severity.ERROR,
    "{path} 在生成之后被改过。", "{path} was changed after it was made.",
    "不要提交这份 PDF；再运行一次 casewright pdf，由 Word 文件重新转出。",
    "Do not submit this PDF; run casewright pdf again to make it anew from the document.",
)  # fmt: skip
PDF_STRAY = Kind(
    "deliver/pdf-stray", Severity.WARNING,
    "{path} 不是由这个材料包转成的，是后来放进来的。", "{path} was not made from this package; it was put here later.",
    "移出这个文件夹。", "Move it out of the folder.",
)  # fmt: skip
PDF_STALE = Kind(
    "deliver/pdf-stale", Severity.WARNING,
    "{path} 与现在的 {source} 不是同一份内容。", "{path} was not made from {source} as it is now.",
    "再运行一次 casewright pdf。", "Run casewright pdf again.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfOf:
    """One PDF of a package and the document it was made of, both by name and hash; ``size`` in bytes."""

    pdf: str
    sha256: str
    source: str
    source_sha256: str
    pages: int
    size: int

    def to_json(self) -> dict[str, object]:
        """Return the line of ``pdf.json``."""
        return {
            "pdf": self.pdf, "sha256": self.sha256, "source": self.source, "source_sha256": self.source_sha256,
            "pages": self.pages, "bytes": self.size,
        }  # fmt: skip

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "PdfOf":
        """Read a line of ``pdf.json``; raise KeyError, TypeError or ValueError for what is none."""
        return cls(
            str(told["pdf"]), str(told["sha256"]), str(told["source"]), str(told["source_sha256"]),
            int(told["pages"]), int(told["bytes"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a package that can be printed, as the manifest names it."""

    path: str
    sha256: str
    kind: str
    langs: tuple[str, ...]


def documents_of(package: Path) -> tuple[Document, ...]:
    """Return the Word documents that a package's manifest names; nothing for what is no whole package."""
    try:
        listed = json.loads((package / MANIFEST).read_bytes())["artifacts"]
        return tuple(
            Document(each["path"], each["sha256"], each["kind"], tuple(each.get("lang") or ()))
            for each in listed
            if each["path"].endswith(".docx")
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def read_pdfs(package: Path) -> tuple[PdfOf, ...] | None:
    """Return what ``pdf.json`` of a package lists, None where there is none that can be read."""
    try:
        told = json.loads((package / PDF_FOLDER / PDF_LIST).read_bytes())
        return tuple(PdfOf.from_json(each) for each in told["pdfs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def pdfs_json(pdfs: Sequence[PdfOf], found: Sequence[Finding]) -> bytes:
    """Return ``pdf.json``: the PDFs, and what is worth knowing of them."""
    told = {
        "casewright": __version__,
        "pdfs": [each.to_json() for each in pdfs],
        "findings": [each.to_json() for each in found],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def has_current_pdfs(package: Path) -> bool:
    """Say whether each document has its PDF, made from what it is now."""
    listed = read_pdfs(package)
    if listed is None:
        return False
    made = {each.source: each.source_sha256 for each in listed}
    documents = documents_of(package)
    return {each.path: each.sha256 for each in documents} == made and not any(check_pdfs(package))


def check_pdfs(package: Path) -> Iterator[Finding]:
    """Yield what does not hold in a package's pdf folder; nothing where it has none."""
    folder = package / PDF_FOLDER
    if not folder.is_dir():
        return
    at = f"{package.parent.name}/{package.name}"
    listed = read_pdfs(package)
    if listed is None:
        yield NO_LIST.at(FileRef(f"{at}/{PDF_FOLDER}"))
        return
    there = {shown_path(path, folder): path for path in folder.rglob("*") if path.is_file()}
    for each in listed:
        path = f"{PDF_FOLDER}/{each.pdf}"
        ref = FileRef(f"{at}/{path}")
        if each.pdf not in there:
            yield PDF_MISSING.at(ref, path=path)
        elif sha256_of(there[each.pdf]) != each.sha256:
            yield PDF_CHANGED.at(ref, path=path)
        elif not (package / each.source).is_file() or sha256_of(package / each.source) != each.source_sha256:
            yield PDF_STALE.at(ref, path=path, source=each.source)
    for name in sorted(set(there) - {each.pdf for each in listed} - {PDF_LIST}):
        if not name.startswith((".~", "~$")):  # somebody looks at one
            yield PDF_STRAY.at(FileRef(f"{at}/{PDF_FOLDER}/{name}"), path=f"{PDF_FOLDER}/{name}")
