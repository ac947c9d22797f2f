"""The gallery: what each shipped template looks like with a sample case, as pictures and as text.

``python tests/proof/gallery.py`` makes it anew in ``doc_templates/pages``: run it after a template, a wording or a
sample case was changed on purpose. A test holds the text to what is made today; pictures are not compared.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image

from casewright.cli import main
from casewright.render.pages import to_pdf, to_pictures

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "doc_templates" / "pages"
#: Which file of which sample shows a template; a template of no sample is named by the test.
SHOWN = {
    "poa_bilingual": "LJ-2611-ODR/v1/POA_*_en-zh.docx", "poa_en": "LJ-2611-ODR/v1/POA_*_en.docx",
    "poa_ja": "*/v1/POA_*_ja.docx", "poa_de": "*/v1/POA_*_de.docx",
    "dispute_letter_en": "*/v1/Dispute_Letter_*_en.docx", "dispute_letter_ja": "*/v1/Dispute_Letter_*_ja.docx",
    "dispute_letter_de": "*/v1/Dispute_Letter_*_de.docx", "evidence_index": "LJ-2611-ODR/v1/Evidence_Index_*.docx",
    "diagnosis": "LJ-2611-ODR/v1/Diagnosis_*.docx", "missing_materials": "BL-2611-LINK/v1/Missing_Materials_*.docx",
    "submission_guide": "LJ-2611-ODR/v1/Submission_Guide_*.docx",
    "retraction_request": "*/v1/Retraction_Request_*_en.docx",
    "retraction_reading": "*/v1/Retraction_Request_*_en-zh.docx", "removal_guide": "*/v1/FBA_Removal_Guide_*.docx",
    "no_appeal": "*/v1/No_Appeal_*.docx",
}  # fmt: skip
_PAGE_LINE = re.compile(r"(?:Page|Seite|ページ|第)\D*\d+\D+\d+\D*$")
MOST_PAGES, DPI, COLOURS = 3, 72, 32


def shown(outbox: Path) -> dict[str, Path]:
    """Return the document that shows each template, from the packages of the samples."""
    found = {name: next(iter(sorted(outbox.glob(shape))), None) for name, shape in SHOWN.items()}
    return {name: path for name, path in found.items() if path is not None}


def printed(documents: Mapping[str, Path], *, into: Path) -> dict[str, Path]:
    """Print them in one sitting."""
    done = to_pdf(tuple(documents.values()), into=into)
    return {name: each.pdf for name, each in zip(documents, done, strict=True) if each.pdf is not None}


def text_of(pdf: Path, document: Path) -> str:
    """Return the text of the pages; the playbook's hash, which each change of any rule changes, as dots."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    manifest = json.loads((document.parent / "manifest.json").read_text(encoding="utf-8"))
    return text.replace(manifest["playbook"]["sha256"][:12], "·" * 12)


def words_of(text: str) -> list[str]:
    """Return what is compared: the words, wherever a line or a page ends."""
    lines = (line for page in text.split("\f") for line in page.splitlines())
    body = "\n".join(line for line in lines if not _PAGE_LINE.search(line))
    return re.findall(r"[^\W_]|[^\w\s]", body)


def pictures_of(pdf: Path, *, scratch: Path) -> Iterator[bytes]:
    """Yield the first pages as small pictures."""
    for path in to_pictures(pdf, into=scratch, dpi=DPI)[:MOST_PAGES]:
        out = io.BytesIO()
        picture = Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        picture.save(out, "PNG", optimize=True)
        yield out.getvalue()


def make(gallery: Path) -> list[str]:
    """Make the gallery from a demo desk of its own; return the names of the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        main(["demo", str(scratch / "desk")])
        for sample in sorted((scratch / "desk" / "samples").iterdir()):
            main(["--desk", str(scratch / "desk"), "run", str(sample), "--as-of", "2026-11-22"])
        documents = shown(scratch / "desk" / "outbox")
        pdfs = printed(documents, into=scratch / "pdf")
        shutil.rmtree(gallery, ignore_errors=True)
        gallery.mkdir(parents=True)
        made = []
        for name, pdf in pdfs.items():
            (gallery / f"{name}.txt").write_text(text_of(pdf, documents[name]), encoding="utf-8")
            for number, picture in enumerate(pictures_of(pdf, scratch=scratch / "png"), 1):
                (gallery / f"{name}-{number}.png").write_bytes(picture)
                made.append(f"{name}-{number}.png")
        return made


if __name__ == "__main__":
    sys.stdout.write("\n".join(make(Path(sys.argv[1]) if len(sys.argv) > 1 else GALLERY)) + "\n")
