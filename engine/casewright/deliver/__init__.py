"""Packages on their way out: sealed in staging, made whole on disk, and shown by one rename.

A package is sealed when its verdict and its manifest stand beside the documents; the manifest comes last and names
every file with its hash, every input with its hash, and the manifest of the version before, so that a later change
shows. Nobody ever sees half a package: files and folders are flushed first, then one rename makes them visible; where
a file system cannot rename, the manifest is copied last and is the mark of a whole package. What is published is never
overwritten. A drop that goes back to staff is sealed the same way with ``returned.json`` in the manifest's place.
"""

from casewright.deliver.earlier import read_earlier
from casewright.deliver.held import HELD_BACK, is_outgrown, limits_json
from casewright.deliver.inputs import Input, content_key, inputs_of, remember_hash, sha256_of
from casewright.deliver.manifest import MANIFEST, RETURNED
from casewright.deliver.pdfs import (
    PDF_FOLDER,
    PDF_LIST,
    Document,
    PdfOf,
    documents_of,
    has_current_pdfs,
    pdfs_json,
    read_pdfs,
)
from casewright.deliver.publish import TargetTakenError, follow_mode, is_half_copy, is_whole, publish
from casewright.deliver.recorded import Recorded, read_recorded
from casewright.deliver.seal import seal, seal_return
from casewright.deliver.verify import ready_mark, verify

__all__ = [
    "HELD_BACK", "MANIFEST", "PDF_FOLDER", "PDF_LIST", "RETURNED", "Document", "Input", "PdfOf", "Recorded",
    "TargetTakenError", "content_key", "documents_of", "follow_mode", "has_current_pdfs", "inputs_of", "is_half_copy",
    "is_outgrown", "is_whole", "limits_json", "pdfs_json", "publish", "read_earlier", "read_pdfs", "read_recorded",
    "ready_mark", "remember_hash", "seal", "seal_return", "sha256_of", "verify",
]  # fmt: skip
