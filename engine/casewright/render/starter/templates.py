"""The shipped templates, made once by code; from then on they are the staff's, edited in Word."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from casewright.render.starter.diagnosis import diagnosis
from casewright.render.starter.instead import no_appeal
from casewright.render.starter.letters import dispute_letter, retraction_reading, retraction_request
from casewright.render.starter.poa import bilingual
from casewright.render.starter.removal import removal_guide
from casewright.render.starter.reports import evidence_index, missing_materials, submission_guide
from casewright.render.starter.single import plan
from casewright.render.starter.words import LANGUAGES

STARTERS: Mapping[str, Callable[[], bytes]] = {
    "poa_bilingual": bilingual,
    "evidence_index": evidence_index,
    "diagnosis": diagnosis,
    "missing_materials": missing_materials,
    "submission_guide": submission_guide,
    **{f"poa_{lang}": partial(plan, lang) for lang in LANGUAGES},
    **{f"dispute_letter_{lang}": partial(dispute_letter, lang) for lang in LANGUAGES},
    "retraction_request": retraction_request,
    "retraction_reading": retraction_reading,
    "removal_guide": removal_guide,
    "no_appeal": no_appeal,
}


def write_starters(folder: Path) -> tuple[Path, ...]:
    """Write every shipped template into a folder, over files of the same name; the bytes are always the same."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, make in STARTERS.items():
        path = folder / f"{name}.docx"
        path.write_bytes(make())
        paths.append(path)
    return tuple(paths)


def main(argv: list[str] | None = None) -> int:
    """Write the templates into the folder that the command line names."""
    words = sys.argv[1:] if argv is None else argv
    if len(words) != 1:
        sys.stderr.write("usage: python -m casewright.render.starter.templates OUTDIR\n")
        return 2
    for path in write_starters(Path(words[0])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
