"""casewright template check."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.template_shelf import CHECKED, Shelved, put, shelf_of, shelved
from casewright.model import Bilingual, FileRef, Finding, Severity
from casewright.model.errors import EXIT_OK, EXIT_PLAYBOOK
from casewright.render.check.annotate import annotated
from casewright.render.check.checked import examine
from casewright.render.check.command_kinds import NO_DOCUMENT
from casewright.render.check.package_kinds import UNREADABLE, UNSAFE
from casewright.render.check.slips import Slip
from casewright.render.check.trial import tried
from casewright.render.forms import ALWAYS_NEEDED, IN_A_LANGUAGE, MISSING, TEMPLATE_NAMES

_WEIGHTS = {
    Severity.ERROR: Bilingual("错误", "error"), Severity.WARNING: Bilingual("提醒", "warning"),
    Severity.INFO: Bilingual("说明", "note"),
}  # fmt: skip
_NOT_WORD = Bilingual("文件读不出来", "it cannot be read")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the check says of one template, and where its annotated copy stands."""

    template: Shelved
    slips: tuple[Slip, ...]
    copy: Path | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(each.finding for each in self.slips)

    @property
    def clean(self) -> bool:
        return not any(finding.is_error for finding in self.findings)


@click.command(
    "check",
    help="检查 Word 模板：写错的字段、没有结束的循环、全角括号等，并在副本里加批注；不写 FILE 就检查 desk 的全部模板。"
    "Check Word templates for misspelt fields, loops without an end, full-width brackets and more, with comments in a"
    " copy; every template of the desk by default. Exit code 4: something is an error.",
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="[FILE]...")
@click.option(
    "--annotate/--no-annotate", "annotate", default=None,
    help="带批注的副本：默认有错误才写；总是写；不写。An annotated copy: by default where there is an error.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="副本写到这里，默认在模板旁边。Write copies here; beside the template by default.",
)  # fmt: skip
@shared_options
def command(*, files: tuple[Path, ...], annotate: bool | None, out: Path | None) -> int:
    """Check templates, say what is wrong where, and leave a copy with comments."""
    shared = this_run()
    told = [_checked(each, annotate, out) for each in shelved(shared, files)]
    missing = () if files else tuple(_missing(shelf_of(shared)))
    everything = [*(finding for each in told for finding in each.findings), *missing]
    for each in told:
        _show(shared, each)
    shared.findings(missing)
    clean = all(each.clean for each in told) and not missing
    shared.document({
        "clean": clean,
        "templates": [
            {"file": each.template.shown, "clean": each.clean, "annotated": str(each.copy) if each.copy else None,
             "findings": [finding.to_json() for finding in each.findings]}
            for each in told
        ],
        "findings": [finding.to_json() for finding in everything],
    })  # fmt: skip
    if not shared.as_json:
        shared.tell(_summary(told, everything, clean=clean))
    return EXIT_OK if clean else EXIT_PLAYBOOK


def _checked(each: Shelved, annotate: bool | None, out: Path | None) -> _Told:  # noqa: FBT001 - the option's own form
    try:
        data = each.path.read_bytes()
    except OSError as error:
        why = error.strerror or ""
        fault = UNREADABLE.at(FileRef(each.shown), why_zh=f"{_NOT_WORD.zh}：{why}", why_en=f"{_NOT_WORD.en}: {why}")
        return _Told(each, (Slip(fault),))
    examined = examine(each.shown, data)
    slips = [*examined.slips, *map(Slip, _about_name(each))]
    if examined.template is not None:
        slips += map(Slip, tried(each.shown, examined.template))
    told = _Told(each, tuple(slips))
    if annotate is False or not slips or (annotate is None and told.clean):
        return told
    if any(slip.finding.code == UNSAFE.code for slip in slips):
        return told  # a copy would carry the macro or the link further
    copy = annotated(data, slips)
    if copy is None:
        return told
    name = f"{each.path.stem}_{CHECKED}.docx"
    return _Told(each, told.slips, put((out or each.beside(CHECKED)) / name, copy))


def _about_name(each: Shelved) -> Iterator[Finding]:
    """Find a template on the shelf that no document is made from."""
    name = each.path.stem
    if not each.on_shelf or name in TEMPLATE_NAMES or IN_A_LANGUAGE.fullmatch(name):
        return
    near = get_close_matches(name, TEMPLATE_NAMES, 1, 0.5)
    words = {
        "guess_zh": "副本和旧版请移出这个文件夹。", "guess_en": "Move copies and old versions out of the folder.",
    }  # fmt: skip
    if near:
        words = {
            "guess_zh": f"是不是想用“{near[0]}.docx”这个文件名？{words['guess_zh']}",
            "guess_en": f'Was it meant to be called "{near[0]}.docx"? {words["guess_en"]}',
        }
    yield NO_DOCUMENT.at(FileRef(each.shown), name=each.path.name, **words)


def _missing(folder: Path) -> Iterator[Finding]:
    for name in TEMPLATE_NAMES:
        if name in ALWAYS_NEEDED and not (folder / f"{name}.docx").is_file():
            yield MISSING.at(FileRef(f"{folder.name}/{name}.docx"), name=f"{name}.docx")


def _show(shared: Shared, told: _Told) -> None:
    """Print the findings of a template in reading order, under their places."""
    if not told.slips:
        return
    shared.print(told.template.shown)
    for place, group in groupby(told.findings, key=lambda finding: finding.at.partition(", ")[2]):
        if place:
            shared.print(f"  {place}")
        for finding in group:
            shared.print(f"    {shared.words(_WEIGHTS[finding.severity])} [{finding.code}]")
            for lang in (shared.lang,) if shared.lang else ("zh", "en"):
                shared.print(f"      {finding.text.lang(lang)}")
                if finding.fix.lang(lang):
                    shared.print(f"      -> {finding.fix.lang(lang)}")
    if told.copy:
        shared.print("  " + shared.words(Bilingual(f"带批注的副本：{told.copy}", f"With comments: {told.copy}")))


def _summary(told: list[_Told], everything: list[Finding], *, clean: bool) -> Bilingual:
    errors = sum(finding.is_error for finding in everything)
    warnings = sum(finding.severity is Severity.WARNING for finding in everything)
    zh = f"{len(told)} 个模板，{errors} 个错误，{warnings} 个提醒"
    en = ", ".join((_some(len(told), "template"), _some(errors, "error"), _some(warnings, "warning")))
    if clean:
        return Bilingual(f"模板通过检查：{zh}。", f"The templates are clean: {en}.")
    return Bilingual(f"没有通过：{zh}。", f"Not clean: {en}.")


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
