"""casewright template preview."""

from dataclasses import dataclass, field
from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.template_sample import Samples, named_case
from casewright.cli.template_shelf import PREVIEW, Shelved, shelved
from casewright.model import Bilingual, DeskError, FileRef, Finding, Kind, Severity
from casewright.model.errors import EXIT_OK, EXIT_PLAYBOOK
from casewright.render.check.checked import examine
from casewright.render.check.preview import MARK, preview
from casewright.render.pages.office import NO_OFFICE, Converted, find_office, to_pdf, to_pictures

_DPI = 80
FAILED = Kind(
    "render/preview-failed", Severity.ERROR,
    "这个模板用示例案件填不出来（{why}）。", "The template could not be filled with the sample case ({why}).",
    "运行 casewright template check 找出出错的位置。", "Run casewright template check to find the place.",
)  # fmt: skip


@dataclass(slots=True)
class _Shown:
    """One template: its preview, what was made of it further, and what stood in the way."""

    template: Shelved
    case: str = ""
    document: Path | None = None
    pdf: Path | None = None
    pictures: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


@click.command(
    "preview",
    help="用示例案件填写模板看效果：.docx，装有 LibreOffice 时可出 PDF 和图片。文件名带“预览”，不能提交。"
    "Fill templates with a sample case for a look: .docx, and PDF or pictures where LibreOffice is installed. The name"
    " says PREVIEW; it is not for submission. Exit code 4: a template has an error.",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FILE..."
)
@click.option(
    "--case", "entry", type=click.Path(exists=True, path_type=Path), metavar="DROP|PACKAGE",
    help="用这个案件，默认用示例案件。Use this case; a shipped sample by default.",
)  # fmt: skip
@click.option("--sparse", is_flag=True, help="用几乎没有资料的案件，看空白处。A case with hardly anything in it.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="写到这里，默认在模板旁边。Write here; beside the template by default.",
)  # fmt: skip
@click.option("--pdf", is_flag=True, help="同时生成 PDF。Make a PDF too.")
@click.option("--png", is_flag=True, help="同时生成每页的图片。Make a picture of each page too.")
@shared_options
def command(
    *, files: tuple[Path, ...], entry: Path | None, sparse: bool, out: Path | None, pdf: bool, png: bool
) -> int:
    """Fill templates with a sample case and say where the previews are."""
    shared = this_run()
    if entry is not None and sparse:
        raise click.UsageError("--case 和 --sparse 只能用一个。Either --case or --sparse, not both.")
    samples = Samples(shared, entry=named_case(shared, entry), sparse=sparse)
    shown = [_previewed(each, samples, out, sparse=sparse) for each in shelved(shared, files)]
    missing = _pages(shown, png=png) if pdf or png else ()
    for each in shown:
        _say(shared, each)
    shared.document({
        "previews": [
            {"template": each.template.shown, "case": each.case, "docx": _text(each.document), "pdf": _text(each.pdf),
             "png": [str(path) for path in each.pictures], "findings": [one.to_json() for one in each.findings]}
            for each in shown
        ],
        "missing": [{"zh": text.zh, "en": text.en} for text in missing],
    })  # fmt: skip
    for text in missing:
        shared.tell(text)
    return EXIT_OK if all(each.document for each in shown) else EXIT_PLAYBOOK


def _previewed(each: Shelved, samples: Samples, out: Path | None, *, sparse: bool) -> _Shown:
    examined = examine(each.shown, each.path.read_bytes())
    if examined.template is None:
        return _Shown(each, findings=examined.findings)
    dossier = samples.of(each.path.stem)
    data, why = preview(dossier, examined.template, name=each.path.stem)
    if data is None:
        return _Shown(each, dossier.case.ref, findings=(FAILED.at(FileRef(each.shown), why=why),))
    tail = "_sparse" if sparse else ""
    place = (out or each.beside(PREVIEW)) / f"{MARK.en} {MARK.zh}_{each.path.stem}{tail}.docx"
    _write(place, data)
    return _Shown(each, dossier.case.ref, place, findings=examined.findings)


def _write(place: Path, data: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    except OSError as error:
        raise DeskError(
            Bilingual(f"{place} 写不进去（{error.strerror}）。", f"{place} cannot be written ({error.strerror})."),
            Bilingual("先关闭正在打开它的 Word，再试一次。", "Close the Word window that holds it open and try again."),
        ) from error


def _pages(shown: list[_Shown], *, png: bool) -> tuple[Bilingual, ...]:
    """Make PDFs and pictures; return what is missing for that, with the way out."""
    made = [each for each in shown if each.document]
    if find_office() is None:
        return (
            Bilingual(
                "这台电脑没有 LibreOffice，没有生成 PDF 和图片。安装 LibreOffice 后再试，或用 Word 打开 .docx 查看。",
                "There is no LibreOffice on this computer, so no PDF and no picture was made. Install it and try "
                "again, or open the .docx in Word.",
            ),
        )
    missing: dict[Bilingual, None] = {}
    by_folder: dict[Path, list[_Shown]] = {}
    for each in made:
        by_folder.setdefault(each.document.parent, []).append(each)  # type: ignore[union-attr] # made has documents
    for folder, group in by_folder.items():
        printed = to_pdf([each.document for each in group if each.document], into=folder)
        for each, result in zip(group, printed, strict=True):
            each.pdf = result.pdf
            if result.pdf is None:
                missing[_not_printed(each, result)] = None
            elif png:
                each.pictures = to_pictures(result.pdf, into=folder, dpi=_DPI)
                if not each.pictures:
                    missing[_NO_PICTURES] = None
    return tuple(missing)


_NO_PICTURES = Bilingual(
    "没有生成图片：这台电脑没有 pdftoppm（poppler）。PDF 已生成，可以直接打开。",
    "No picture was made: there is no pdftoppm (poppler) on this computer. The PDF is there to be opened.",
)


def _not_printed(each: _Shown, result: Converted) -> Bilingual:
    name = result.source.name
    why = "no-office" if result.trouble == NO_OFFICE else result.trouble
    del each
    return Bilingual(
        f"{name} 没有生成 PDF（{why}）；请用 Word 打开查看。", f"{name} gave no PDF ({why}); open it in Word."
    )


def _say(shared: Shared, each: _Shown) -> None:
    shared.findings((one for one in each.findings if one.is_error), err=not each.document)
    for path in (each.document, each.pdf, *each.pictures):
        if path is not None:
            shared.print(str(path))


def _text(path: Path | None) -> str | None:
    return str(path) if path else None
