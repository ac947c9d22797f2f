"""Is the desk as it must be: after any stop at all, and when everything is done."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.deliver import verify
from casewright.deliver.verify import ready_mark
from casewright.desk.scan import Candidate, scan

FINAL = frozenset({"delivered", "returned", "failed"})
NAME = re.compile(r"(v|returned-)([1-9][0-9]*)")


@dataclass(frozen=True)
class Package:
    """A folder in the outbox that says that it is whole."""

    path: Path
    kind: str
    number: int
    told: dict[str, Any]

    @property
    def content(self) -> tuple[str, frozenset[tuple[str, str]]]:
        files = frozenset((each["path"], each["sha256"]) for each in self.told["inputs"] if each.get("row") is None)
        return str(self.told["case"]), files


@dataclass
class Checker:
    """``journal`` is the clerk's; ``quiet`` the seconds that a drop has to rest on this desk."""

    root: Path
    clerk: Any
    quiet: float = 0.0
    half_copies: bool = False

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    def packages(self) -> list[Package]:
        found = []
        for path in sorted(self.outbox.glob("[!.]*/*")):
            mark, name = ready_mark(path), NAME.fullmatch(path.name)
            if mark is not None and name is not None:
                try:
                    found.append(Package(path, name[1], int(name[2]), json.loads(mark.read_bytes())))
                except ValueError:
                    continue
        return sorted(found, key=lambda each: (each.path.parent.name, each.kind, each.number))

    def published(self) -> set[Any]:
        return {package.content for package in self.packages()}

    def after_stop(self) -> list[str]:
        """Say what is wrong at a moment at which nothing runs, however it ended."""
        packages = self.packages()
        return [
            *self._half_there(), *self._doubles(packages), *self._wrongly_delivered(packages), *self._chain(packages),
            *self._out_of_order(packages), *self._ledger(packages), *self._originals(),
        ]  # fmt: skip

    def at_end(self) -> list[str]:
        """Say what is wrong after a run that had time to finish."""
        packages = self.packages()
        return [
            *self.after_stop(), *self._unswept(), *self._undone(packages), *self._half_there(strict=True),
            *self._unknown_to_the_ledger(packages),
        ]  # fmt: skip

    # -- the outbox -------------------------------------------------------------------------------------------------

    def _half_there(self, *, strict: bool = False) -> Iterator[str]:
        for path in sorted(self.outbox.glob("[!.]*/*")):
            name = path.relative_to(self.outbox)
            if not NAME.fullmatch(path.name):
                yield f"{name}: no name of a package"
            elif ready_mark(path) is not None:
                for finding in verify(path):
                    yield f"{name}: {finding.text.en}"
            elif strict or not self.half_copies:
                yield f"{name}: half there"

    def _doubles(self, packages: list[Package]) -> Iterator[str]:
        seen: dict[Any, Package] = {}
        for package in packages:
            key = (package.content, package.told["playbook"]["sha256"])
            if key in seen:
                yield f"{package.path.parent.name}: {seen[key].path.name} and {package.path.name} are made of the same"
            seen[key] = package

    def _wrongly_delivered(self, packages: list[Package]) -> Iterator[str]:
        journal = self.clerk.journal
        known = journal.contents()
        for package in packages:
            name = package.path.relative_to(self.outbox)
            if package.content not in known:
                yield f"{name}: made of what never lay in the inbox: {sorted(package.content[1])}"
            elif package.content in journal.never:
                yield f"{name}: overtaken, {journal.never[package.content]}"
            elif self._hasty(package):
                yield f"{name}: made of what did not rest"

    def _hasty(self, package: Package) -> bool:
        lays = [lay for lay in self.clerk.journal.lays[package.content[0]] if lay.content == package.content]
        return all(lay.ended is not None and lay.ended - lay.begun < self.quiet for lay in lays)

    def _chain(self, packages: list[Package]) -> Iterator[str]:
        for kind in ("v", "returned-"):
            counted: dict[str, int] = {}
            before: dict[str, Path] = {}
            for package in packages:
                if package.kind != kind:
                    continue
                ref = package.path.parent.name
                counted[ref] = counted.get(ref, 0) + 1
                if counted[ref] != package.number:
                    yield f"{ref}: {package.path.name} where {kind}{counted[ref]} should stand"
                if kind == "v":
                    last = before.get(ref)
                    named = hashlib.sha256((last / "manifest.json").read_bytes()).hexdigest() if last else None
                    if package.told.get("previous") != named:
                        yield f"{ref}: {package.path.name} does not name the version before by its hash"
                    before[ref] = package.path

    def _out_of_order(self, packages: list[Package]) -> Iterator[str]:
        """Each version of a case is of a state that came after that of the version before."""
        journal = self.clerk.journal
        at: dict[str, int] = {}
        for package in packages:
            ref = package.content[0]
            if package.kind != "v" or ref in journal.shared:
                continue
            contents = [lay.content for lay in journal.lays[ref]]
            places = [
                place for place, each in enumerate(contents) if each == package.content and place >= at.get(ref, 0)
            ]
            if places:
                at[ref] = places[0] + 1
            elif package.content in contents:
                yield f"{ref}: {package.path.name} is of a state older than that of the version before"

    # -- the ledger -------------------------------------------------------------------------------------------------

    def _rows(self, query: str) -> list[Any]:
        path = self.root / ".casewright" / "ledger.sqlite3"
        if not path.exists():
            return []
        base = sqlite3.connect(path, timeout=30)
        try:
            return base.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):  # it was stopped before anything was in it
                return []
            raise
        finally:
            base.close()

    def _ledger(self, packages: list[Package]) -> Iterator[str]:
        for (told,) in self._rows("pragma integrity_check"):
            if told != "ok":
                yield f"the ledger: {told}"
        standing = {package.path.relative_to(self.outbox).as_posix(): package for package in packages}
        for ref, state, target in self._rows("select ref, state, target from jobs"):
            if state in {"delivered", "returned"}:
                if target not in standing:
                    yield f"{ref}: the ledger says {state} to {target or 'nowhere'}, which does not stand there"
                elif standing[target].content[0] != ref:
                    yield f"{ref}: the ledger names {target}, a package of {standing[target].content[0]}"

    def _unknown_to_the_ledger(self, packages: list[Package]) -> Iterator[str]:
        rows = {target for (target,) in self._rows("select target from jobs where state in ('delivered', 'returned')")}
        for package in packages:
            target = package.path.relative_to(self.outbox).as_posix()
            if target not in rows:
                yield f"{target}: not in the ledger"
        for ref, state in self._rows("select ref, state from jobs where state in ('queued', 'working')"):
            yield f"{ref}: still {state} in the ledger though nothing runs"

    # -- the inbox --------------------------------------------------------------------------------------------------

    def _originals(self) -> Iterator[str]:
        """What lies there is what the clerk put there, to the byte."""
        inbox, clerk = self.root / "inbox", self.clerk
        expected = {f"{name}/{path}": data for name, files in clerk.folders.items() for path, data in files.items()}
        there = {path.relative_to(inbox).as_posix(): path for path in inbox.rglob("*") if path.is_file()}
        packed = {*clerk.zips, *clerk.books}
        for name in sorted(expected.keys() | there.keys() | packed):
            if name in packed:
                if name not in there:
                    yield f"inbox: {name} is gone"
            elif name not in there or name not in expected:
                yield f"inbox: {name} {'is gone' if name in expected else 'was put there'}"
            elif there[name].read_bytes() != expected[name]:
                yield f"inbox: {name} was changed"

    def _undone(self, packages: list[Package]) -> Iterator[str]:
        """Everything that lies there is done, and the ledger knows it by its present state."""
        rows = {
            name: (print_, state) for name, print_, state in self._rows("select name, fingerprint, state from drops")
        }
        candidates: dict[str, Candidate] = {each.name: each for each in scan(self.root / "inbox")[0]}
        for name, each in candidates.items():
            print_, state = rows.get(name, ("", "unknown"))
            if each.files and (state not in FINAL or print_ != each.fingerprint):
                yield f"{name}: {state} in the ledger"
        contents = {package.content for package in packages}
        for place, lay in self.clerk.journal.lying.items():
            if lay.content[1] and lay.content not in contents:
                yield f"{place}: {lay.content[0]} was not delivered as it lies there"

    def _unswept(self) -> Iterator[str]:
        for folder in ("outbox/.staging", ".casewright/work", ".casewright/running"):
            for path in sorted((self.root / folder).iterdir()) if (self.root / folder).is_dir() else ():
                yield f"{folder}/{path.name}: left behind"
