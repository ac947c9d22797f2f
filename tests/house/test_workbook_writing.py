"""Workbooks are written in few places, each of which has seen to it that nothing of staff's is lost."""

import ast
from pathlib import Path

#: Where a workbook object is saved (to memory), and where a library other than openpyxl has a ``save`` of its own.
_SAVES = {"sheets/fixed.py", "intake/media_pdf.py"}
#: Where the bytes of a workbook go to disk: a form that refuses to overwrite, issues into a package, the guarded build,
#: a blank that opens its file for creation only. The dictionary of templates only replaces letters in a text; the
#: command that writes it gives a new name where another file stands.
_WRITES = {
    "intake/write.py", "intake/mark.py", "rules/books/bookput.py", "cli/rulebook/blank.py",
    "render/check/dictionary/written.py",
}  # fmt: skip
_MAKERS = {"build_book", "form_bytes", "issues_bytes", "marked_copy", "make_books", "make_book", "blank_book"}


def modules(root: Path) -> dict[str, ast.Module]:
    package = root / "engine" / "casewright"
    return {path.relative_to(package).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in sorted(package.rglob("*.py"))}  # fmt: skip


def called(tree: ast.Module) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""
            for call in calls}  # fmt: skip


def test_a_workbook_is_saved_in_one_place_only_and_to_memory(root: Path) -> None:
    openpyxl_rooms = {
        name for name, tree in modules(root).items() if name.startswith("sheets/") and "save" in called(tree)
    }
    assert openpyxl_rooms == {"sheets/fixed.py"}


def test_whoever_makes_a_workbook_and_writes_files_is_known(root: Path) -> None:
    writing = {"write_bytes", "replace", "write", "copyfile", "move", "rename"}
    makers = {name for name, tree in modules(root).items() if called(tree) & _MAKERS and called(tree) & writing}
    assert {name for name in makers if not name.startswith("sheets/")} <= _WRITES


def test_the_shelf_of_rulebooks_is_written_by_the_guarded_build_alone(root: Path) -> None:
    users = {name for name, tree in modules(root).items() if "make_books" in called(tree)}
    assert users == {"rules/books/bookput.py"}
