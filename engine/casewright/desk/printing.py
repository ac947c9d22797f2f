"""PDFs of packages: after delivery, many documents in one sitting, each package's whole or not at all."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from casewright.deliver import (
    MANIFEST,
    PDF_FOLDER,
    PDF_LIST,
    Document,
    PdfOf,
    documents_of,
    follow_mode,
    has_current_pdfs,
    pdfs_json,
    read_pdfs,
    sha256_of,
)
from casewright.desk.print_kinds import DOCUMENT_CHANGED, IN_USE, NO_PACKAGE, NOT_MADE, TROUBLES, PrintLimits, measured
from casewright.model import FileRef, Finding

if TYPE_CHECKING:  # the room of documents takes half a second to import, and most commands print nothing
    from casewright.render.pages import Converted

#: Documents of one sitting: enough to make the start worth it, few enough to be told of progress.
BATCH = 48
_LEAST_SECONDS, _SECONDS_EACH = 120.0, 10.0
_LEFT_OVER_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one package: its PDFs; ``again`` where they were there and current."""

    package: Path
    pdfs: tuple[PdfOf, ...] = ()
    findings: tuple[Finding, ...] = ()
    again: bool = False

    @property
    def failed(self) -> bool:
        """Say whether the package has no current PDFs now."""
        return not self.pdfs

    @property
    def pages(self) -> int:
        """Return how many pages there are in all."""
        return sum(each.pages for each in self.pdfs)


@dataclass(frozen=True, slots=True)
class _Job:
    package: Path
    documents: tuple[Document, ...]


def unprinted(outbox: Path) -> tuple[Path, ...]:
    """Return the packages of an outbox whose PDFs are missing or stale, by name."""
    found = (path.parent for path in outbox.glob(f"*/v*/{MANIFEST}"))
    return tuple(sorted(each for each in found if documents_of(each) and not has_current_pdfs(each)))


def print_packages(
    packages: Sequence[Path], *, office: str, limits: PrintLimits, again: bool = False, stop: Event | None = None,
    seen: Callable[[int, int], None] | None = None, gently: bool = False,
) -> Iterator[Printed]:  # fmt: skip
    """Make the PDFs of packages, in batches; yield each package as soon as its PDFs lie there or are given up.

    What is current is left as it is, unless ``again``. ``seen`` hears documents done and documents in all; ``gently``
    lets other work of the machine go first.
    """
    from casewright.render.pages import to_pdf

    jobs: list[_Job] = []
    for package in dict.fromkeys(each.absolute() for each in packages):
        ready = _ready(package, again=again)
        if isinstance(ready, Printed):
            yield ready
        else:
            jobs.append(ready)
    total, done = sum(len(job.documents) for job in jobs), 0
    for batch in _batches(jobs):
        yield from _print_batch(
            batch, limits, partial(
                to_pdf, office=office, stop=stop, gently=gently,
                seen=None if seen is None else _from(seen, done, total),
            ),
        )  # fmt: skip
        done += sum(len(job.documents) for job in batch)
        if seen is not None:
            seen(done, total)


def _from(seen: Callable[[int, int], None], before: int, total: int) -> Callable[[int], None]:
    return lambda count: seen(before + count, total)


def _ready(package: Path, *, again: bool) -> Printed | _Job:
    documents = documents_of(package)
    if not documents:
        return Printed(package, findings=(NO_PACKAGE.at(FileRef(str(package)), name=package.name),))
    changed = [each for each in documents if not _is_as_made(package, each)]
    if changed:
        return Printed(
            package, findings=tuple(DOCUMENT_CHANGED.at(_at(package, each.path), name=each.path) for each in changed)
        )
    if not again and has_current_pdfs(package):
        return Printed(package, read_pdfs(package) or (), again=True)
    return _Job(package, documents)


def _is_as_made(package: Path, document: Document) -> bool:
    path = package / document.path
    return path.is_file() and sha256_of(path) == document.sha256


def _batches(jobs: Sequence[_Job]) -> Iterator[list[_Job]]:
    batch: list[_Job] = []
    for job in jobs:
        if batch and sum(len(each.documents) for each in batch) + len(job.documents) > BATCH:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _print_batch(
    batch: Sequence[_Job], limits: PrintLimits, print_files: Callable[..., "tuple[Converted, ...]"]
) -> Iterator[Printed]:
    files = [job.package / each.path for job in batch for each in job.documents]
    with tempfile.TemporaryDirectory(prefix="casewright-pdf-", ignore_cleanup_errors=True) as scratch:
        timeout = max(_LEAST_SECONDS, _SECONDS_EACH * len(files))
        results = iter(print_files(files, into=Path(scratch), timeout=timeout))
        for job in batch:
            yield _keep(job, [next(results) for _ in job.documents], limits)


def _keep(job: _Job, made: "Sequence[Converted]", limits: PrintLimits) -> Printed:
    """Lay the PDFs of one package into it, all by one rename, or none where one did not come out."""
    found: list[Finding] = []
    failed: dict[str, list[str]] = {}
    pdfs: list[PdfOf] = []
    staging = job.package.with_name(f".{job.package.name}.{PDF_FOLDER}-{os.getpid()}.tmp")
    try:
        _sweep(job.package)
        staging.mkdir()
        for document, each in zip(job.documents, made, strict=True):
            at = _at(job.package, document.path)
            pdf = staging / f"{document.path.removesuffix('.docx').replace('/', '_')}.pdf"
            seen = None
            if each.pdf is not None:
                shutil.copyfile(each.pdf, pdf)
                seen, remarks = measured(pdf, document, limits, at=at)
                found += remarks
            if seen is None:
                failed.setdefault(each.trouble or "refused", []).append(document.path)
                continue
            pdfs.append(
                PdfOf(pdf.name, sha256_of(pdf), document.path, document.sha256, seen.pages, pdf.stat().st_size)
            )  # fmt: skip
        if len(pdfs) < len(job.documents):
            return Printed(job.package, findings=(*found, *_not_made(job.package, failed)))
        (staging / PDF_LIST).write_bytes(pdfs_json(pdfs, found))
        follow_mode(staging, job.package.parent.parent)
        _show(staging, job.package / PDF_FOLDER)
    except OSError as error:
        in_use = IN_USE.at(_at(job.package, PDF_FOLDER), why=error.strerror or type(error).__name__)
        return Printed(job.package, findings=(*found, in_use))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Printed(job.package, tuple(pdfs), tuple(found))


def _show(staging: Path, target: Path) -> None:
    """Put the new folder into the place of the old; the old one stays where that cannot be done."""
    old = staging.with_name(f"{staging.name}.old")
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sweep(package: Path) -> None:
    """Clear away what a stop in the middle left beside a package, long ago enough that nobody is still at it."""
    for path in package.parent.glob(f".{package.name}.{PDF_FOLDER}-*.tmp*"):
        if time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _at(package: Path, path: str) -> FileRef:
    return FileRef(f"{package.parent.name}/{package.name}/{path}")


def _not_made(package: Path, failed: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Yield one finding for each trouble: one that stops the office stops every document of the package alike."""
    for trouble, names in failed.items():
        why, fix = TROUBLES[trouble]
        rest = len(names) - 1
        yield NOT_MADE.at(
            _at(package, names[0]), name=names[0], why_zh=why.zh, why_en=why.en, fix_zh=fix.zh, fix_en=fix.en,
            more_zh=f" 等 {len(names)} 份文件" if rest else "",
            more_en=f" and {rest} more document{'s' if rest > 1 else ''}" if rest else "",
        )  # fmt: skip
