"""The cases that templates are shown with: a shipped one, one that has hardly begun, or one that staff name."""

import json
import tempfile
from datetime import date
from pathlib import Path

import click

from casewright.cli.cmd_demo import DEMO_DAY
from casewright.cli.look import opened
from casewright.cli.replay import is_package
from casewright.cli.shared import Shared, today_or
from casewright.desk import Layout, find_starter
from casewright.model import Bilingual, DeskError, Dossier
from casewright.pipeline import consider
from casewright.playbook import Playbook, load_playbook

#: Which shipped case shows a template best; for the others the first one.
_SAMPLES = (
    ("", "LJ-2611-ODR"), ("dispute_letter", "RZ-2611-LINK"), ("retraction_request", "MX-2611-TM"),
    ("removal_guide", "CQ-2611-RP"), ("poa_ja", "HM-2611-RPJ"), ("poa_de", "BL-2611-LINK"),
    ("no_appeal", "aside/XF-2611-PHISH"),
)  # fmt: skip
_HARDLY_BEGUN = "case: SPARSE-CASE\nmarketplace: US\n"


class Samples:
    """The sample cases, thought through when they are first asked for, by the rules of the desk or the shipped ones."""

    def __init__(self, shared: Shared, *, entry: Path | None = None, sparse: bool = False) -> None:
        self._shared, self._entry, self._sparse = shared, entry, sparse
        #: The shipped cases are told as of their own day, the staff's own as of today.
        self._today = DEMO_DAY if entry is None else today_or(None)
        self._playbook: Playbook | None = None
        self._made: dict[Path, Dossier] = {}

    def of(self, template: str) -> Dossier:
        """Return the case that a template of that name is shown with."""
        if self._entry is not None:
            return self._thought(self._entry)
        if self._sparse:
            with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
                place = Path(folder) / "SPARSE-CASE"
                place.mkdir()
                (place / "case.yaml").write_text(_HARDLY_BEGUN, encoding="utf-8")
                return self._made.get(Path()) or self._made.setdefault(Path(), self._considered(place))
        name = [name for start, name in _SAMPLES if template.startswith(start)][-1]
        return self._thought(find_starter().cases / name)

    def _thought(self, entry: Path) -> Dossier:
        if entry not in self._made:
            self._made[entry] = self._considered(entry)
        return self._made[entry]

    def _considered(self, entry: Path) -> Dossier:
        with opened(entry) as (drops, found):
            if not drops:
                self._shared.findings(found, err=True)
                raise _no_case(entry)
            dossier, faults = consider(drops[0], self._rules(), today=self._today)
        if dossier is None:
            self._shared.findings((each for each in faults if each.is_error), err=True)
            raise _no_case(entry)
        return dossier

    def _rules(self) -> Playbook:
        if self._playbook is None:
            self._playbook = _playbook(self._shared, self._today)
        return self._playbook


def named_case(shared: Shared, entry: Path | None) -> Path | None:
    """Return the drop that was named, or the drop that a named package was made from."""
    if entry is None or not is_package(entry):
        return entry
    layout, _ = shared.open_desk()
    told = json.loads((entry / "manifest.json").read_text(encoding="utf-8"))
    case, version = str(told.get("case", "")), str(told.get("version", ""))
    for place in _drops_of(layout, case, version):
        if place.exists():
            return place
    raise click.UsageError(
        f"找不到生成 {entry.name} 的案件文件夹，请直接写案件文件夹。The drop that {entry} was made from is not here; "
        "name the drop itself."
    )


def _drops_of(layout: Layout, case: str, version: str) -> tuple[Path, ...]:
    done = layout.done / case
    return layout.inbox / case, layout.inbox / f"{case}.zip", done / f"v{version}", done / version


def _playbook(shared: Shared, on: date) -> Playbook:
    """Load the desk's rulebooks, the shipped ones where there is no desk or its own do not pass."""
    starter = find_starter()
    for rulebooks in _shelves(shared, starter.rulebooks):
        playbook, _ = load_playbook(rulebooks, starter.templates, on=on)
        if playbook is not None:
            return playbook
        shared.tell(
            Bilingual(
                f"{rulebooks} 没有通过检查，改用自带的规则。", f"{rulebooks} does not pass; using the shipped rules."
            )
        )
    raise DeskError(
        Bilingual("自带的规则没有通过检查。", "The shipped rulebooks do not pass."),
        Bilingual("运行 casewright rulebook check。", "Run casewright rulebook check."),
    )


def _shelves(shared: Shared, shipped: Path) -> tuple[Path, ...]:
    try:
        layout, _ = shared.open_desk()
    except DeskError:
        if shared.desk is not None:
            raise
        return (shipped,)
    same = layout.rulebooks.resolve() == shipped.resolve()
    return (layout.rulebooks,) if same else (layout.rulebooks, shipped)


def _no_case(entry: Path) -> DeskError:
    return DeskError(
        Bilingual(f"{entry} 读不成一个案件。", f"{entry} cannot be read as a case."),
        Bilingual("运行 casewright case check 查看原因。", "Run casewright case check to see why."),
    )
