"""The sample cases are what their stories tell."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from beside import load

CASES = Path(__file__).parent.parent / "cases"
FOLDERS = {path.parent.name: path.parent for path in sorted(CASES.rglob("case.xlsx"))}


@pytest.fixture(scope="module")
def make() -> ModuleType:
    module = load(CASES / "make.py", "make_cases")
    sys.path.remove(str(CASES))
    return module


@pytest.mark.parametrize("name", FOLDERS)
def test_a_case_sheet_is_what_the_form_makes_of_its_story(name: str, make: ModuleType, tmp_path: Path) -> None:
    story = yaml.safe_load((CASES / "stories" / f"{name}.yaml").read_text(encoding="utf-8"))

    made = make.write_form(tmp_path, case=make.values_of(story), choices=make._choices())

    assert made.read_bytes() == (FOLDERS[name] / "case.xlsx").read_bytes()


@pytest.mark.parametrize("name", FOLDERS)
def test_a_case_folder_holds_each_file_of_its_story_and_no_other(name: str) -> None:
    story = yaml.safe_load((CASES / "stories" / f"{name}.yaml").read_text(encoding="utf-8"))
    lying = {path.relative_to(FOLDERS[name]).as_posix() for path in FOLDERS[name].rglob("*") if path.is_file()}

    assert lying == {"case.xlsx", *(spec["path"] for spec in story["files"])}
