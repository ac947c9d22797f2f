"""Every playbook that ever was in force, one zip each, named by the hash that manifests carry: for replay."""

import os
import re
import zipfile
from pathlib import Path

from casewright.desk.layout import Layout
from casewright.desk.private import private_folder

SHELVES = ("rulebooks", "doc_templates")

#: Zips carry no earlier day; the bytes must not tell when they were made.
_DAY = (1980, 1, 1, 0, 0, 0)
_SHA256 = re.compile(r"[\w+-]{1,128}", re.ASCII)


def archive(layout: Layout, folder: Path, *, sha256: str) -> Path:
    """Keep the playbook that lies in ``folder`` (``rulebooks`` and ``doc_templates``), once; return its zip.

    The same playbook gives the same bytes, whatever desk or day. Raises OSError where our own disk fails.
    """
    path = _place(layout, sha256)
    if path.is_file():
        return path
    private_folder(path.parent)
    waiting = path.with_name(f"{path.name}.{os.getpid()}.part")
    with zipfile.ZipFile(waiting, "w", zipfile.ZIP_STORED) as target:  # workbooks and templates are zips already
        for shelf in SHELVES:
            for file in sorted((folder / shelf).iterdir()):
                entry = zipfile.ZipInfo(f"{shelf}/{file.name}", _DAY)
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                target.writestr(entry, file.read_bytes())
    waiting.replace(path)
    return path


def recall(layout: Layout, sha256: str, into: Path) -> Path | None:
    """Unpack the playbook of that hash into ``into``; return the folder with ``rulebooks`` and ``doc_templates``.

    None where this desk never had it in force, or where its zip has been damaged.
    """
    if not _SHA256.fullmatch(sha256):  # it comes from a manifest that anybody may have written
        return None
    for shelf in SHELVES:
        (into / shelf).mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(_place(layout, sha256)) as source:
            for entry in source.infolist():
                shelf, _, name = entry.filename.partition("/")
                if shelf in SHELVES and name and Path(name).name == name:
                    (into / shelf / name).write_bytes(source.read(entry))
    except (FileNotFoundError, zipfile.BadZipFile):
        return None
    return into


def _place(layout: Layout, sha256: str) -> Path:
    return layout.archive / f"{sha256}.zip"
