"""A clerk at the inbox who goes on whatever the desk does, and writes down every state that the inbox ever had.

Each step is one that a file system makes whole (a rename), so every state in the journal really lay there, and none
did that is not in it. Content is told by the file system's own bytes; a case is told by ``ref=`` in its ``case.txt``.
"""

from __future__ import annotations

import errno
import hashlib
import io
import itertools
import os
import random
import shutil
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Files = Mapping[str, bytes]
#: So often a clerk tries again what a share refuses because the file is open.
_PATIENCE = 100
#: A case and the files of it: what a package says that it was made from.
Content = tuple[str, frozenset[tuple[str, str]]]


def content_of(name: str, files: Files) -> Content:
    told = files.get("case.txt", b"").decode()
    ref = told.partition("ref=")[2].split()[0] if "ref=" in told else name
    return ref, frozenset((path, hashlib.sha256(data).hexdigest()) for path, data in files.items())


@dataclass
class Lay:
    """One content that lay in the inbox, and when at most (monotonic seconds)."""

    place: str
    content: Content
    begun: float
    ended: float | None = None


@dataclass
class Journal:
    """What was done, and every content that ever lay there, in order, by case."""

    lines: list[str] = field(default_factory=list)
    lays: dict[str, list[Lay]] = field(default_factory=lambda: defaultdict(list))
    lying: dict[str, Lay] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    never: dict[Content, str] = field(default_factory=dict)

    def write(self, line: str) -> None:
        self.lines.append(f"{time.monotonic():.3f} {line}")

    def becomes(self, place: str, content: Content | None) -> Lay | None:
        """Note what a place is about to hold; return what it held."""
        before = self.lying.pop(place, None)
        if content is None:  # moved: who has taken it goes on with it, and cannot know that it was changed
            self.never = {
                each: why for each, why in self.never.items() if all(lay.place != place for lay in self._of(each))
            }
        if content is not None:
            if any(lay.content[0] == content[0] for lay in self.lying.values()):
                self.shared.add(content[0])  # two drops of one case: either may come first
            self.never.pop(content, None)
            self.lying[place] = lay = Lay(place, content, time.monotonic())
            self.lays[content[0]].append(lay)
        return before

    def _of(self, content: Content) -> list[Lay]:
        return [lay for lay in self.lays[content[0]] if lay.content == content]

    def always_at(self, place: str, content: Content) -> bool:
        """Say whether a content lay nowhere but at that place."""
        return all(lay.place == place for lay in self._of(content))

    def contents(self) -> set[Content]:
        return {lay.content for lays in self.lays.values() for lay in lays}

    def told(self) -> str:
        return "\n".join(self.lines)


@dataclass
class Clerk:
    """One clerk; ``elsewhere`` is a folder of theirs on the same disk, ``published`` tells what stands in the outbox.

    ``away``: the desk is not running, so what is changed now and was not delivered must never be. ``whole_seconds``,
    where it is not 0: the disk keeps no parts of a second, so each save gets a second of its own from this one on, as
    saves by hand have.
    """

    inbox: Path
    elsewhere: Path
    rng: random.Random
    published: Callable[[], set[Content]]
    journal: Journal = field(default_factory=Journal)
    folders: dict[str, dict[str, bytes]] = field(default_factory=dict)
    zips: dict[str, dict[str, bytes]] = field(default_factory=dict)
    books: dict[str, tuple[str, ...]] = field(default_factory=dict)
    out: dict[str, dict[str, bytes]] = field(default_factory=dict)
    away: bool = True
    made: int = 0
    whole_seconds: int = 0
    _saves: Iterator[int] = field(default_factory=itertools.count)

    # -- steps that are whole ---------------------------------------------------------------------------------------

    def drop(self, name: str, files: Files) -> None:
        """Move a folder in as a whole."""
        made = self.elsewhere / f"new.{name}"
        self._lay_out(made, files)
        self._shift(f"drop {name}", made, self.inbox / name, {name: files})
        self.folders[name] = dict(files)

    def drop_zip(self, name: str, files: Files) -> None:
        """Put a zip in place, or another in place of it."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path, data in sorted(files.items()):
                archive.writestr(path, data)
        made = self.elsewhere / f"new.{name}"
        made.write_bytes(packed.getvalue())
        self._shift(f"zip {name}", made, self.inbox / name, {name: files}, replaces=True)
        self.zips[name] = dict(files)

    def write(self, name: str, path: str, data: bytes) -> None:
        """Save a file of a folder, as office programs do: beside it, then in its place."""
        goal = self.inbox / name / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        made = self.elsewhere / f"saved.{name}.{Path(path).name}"
        made.write_bytes(data)
        files = {**self.folders[name], path: data}
        self._shift(f"save {name}/{path} {data[:24]!r}", made, goal, {name: files}, replaces=True)
        self.folders[name] = files

    def remove(self, name: str, path: str) -> None:
        """Delete a file of a folder."""
        files = {each: data for each, data in self.folders[name].items() if each != path}
        goal = self.elsewhere / f"gone.{self._number()}"
        self._shift(f"delete {name}/{path}", self.inbox / name / path, goal, {name: files})
        goal.unlink()
        self.folders[name] = files

    def rename(self, name: str, new: str) -> None:
        """Give a folder another name."""
        files = self.folders.pop(name)
        self._shift(f"rename {name} {new}", self.inbox / name, self.inbox / new, {name: None, new: files})
        self.folders[new] = files

    def take_out(self, name: str) -> None:
        """Move a folder out."""
        self.out[name] = self.folders.pop(name)
        self._shift(f"take out {name}", self.inbox / name, self.elsewhere / name, {name: None})

    def put_back(self, name: str) -> None:
        """Move a folder in again."""
        files = self.out.pop(name)
        self._shift(f"put back {name}", self.elsewhere / name, self.inbox / name, {name: files})
        self.folders[name] = files

    def write_book(self, name: str, members: tuple[str, ...]) -> None:
        """Save a batch workbook that names folders."""
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Cases"
        sheet.append(["case", "folder"])
        for member in members:
            sheet.append([member, member])
        made = self.elsewhere / f"saved.{name}"
        book.save(made)
        self._shift(f"batch {name} {members}", made, self.inbox / name, {}, replaces=True)
        self.books[name] = members

    def _lay_out(self, folder: Path, files: Files) -> None:
        folder.mkdir()
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)

    def _shift(
        self, line: str, source: Path, goal: Path, becomes: Mapping[str, Files | None], *, replaces: bool = False
    ) -> None:
        told = self.published() if self.away else set()
        self.journal.write(("(desk down) " if self.away else "") + line)
        before = {
            place: self.journal.becomes(place, content_of(_stem(place), files) if files else None)
            for place, files in becomes.items()
        }
        if self.whole_seconds and source.is_file():
            os.utime(source, (self.whole_seconds + next(self._saves),) * 2)
        for patience in range(_PATIENCE, -1, -1):
            try:
                (os.replace if replaces else os.rename)(source, goal)
            except OSError as error:  # on a share: the desk reads it at this moment
                if error.errno not in {errno.EBUSY, errno.EACCES} or not patience:
                    raise
                time.sleep(0.05)
            else:
                break
        now = time.monotonic()
        for place, lay in before.items():
            if lay is not None:
                lay.ended = now
                self._overtaken(place, lay, told)

    def _overtaken(self, place: str, lay: Lay, told: set[Content]) -> None:
        """What lay there while no desk ran, and has changed in its place, must not be delivered from now on."""
        after = self.journal.lying.get(place)
        if not self.away or after is None or after.content[0] != lay.content[0] or self._in_a_book(place):
            return
        if lay.content not in told and self.journal.always_at(place, lay.content) and after.content != lay.content:
            self.journal.never[lay.content] = f"{place} was changed while the desk was down"

    def _in_a_book(self, name: str) -> bool:
        return any(name in members for members in self.books.values())

    def _number(self) -> int:
        self.made += 1
        return self.made

    # -- what a clerk does ------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Do one thing, any."""
        acts = [
            self.new_case, self.new_case, self.change, self.change, self.change, self.save_again, self.late_evidence,
            self.lose_evidence, self.twice, self.new_name, self.out_or_in, self.zip_again, self.batch,
        ]  # fmt: skip
        self.rng.choice(acts)()

    def new_case(self) -> None:
        number = self._number()
        told = self.rng.choice(["ok"] * 6 + ["not ready", "return", "slow"])  # words of the stand-in house
        self.drop(f"drop {number}", {"case.txt": f"ref=CW-{number} {told}".encode(), "b/proof.bin": b"%d" % number})

    def change(self) -> None:
        if name := self._any():
            head = self.folders[name].get("case.txt", b"ok").decode().partition(" edit")[0]
            self.write(name, "case.txt", f"{head} edit {self._number()}".encode())

    def save_again(self) -> None:
        if name := self._any():
            path = self.rng.choice(sorted(self.folders[name]))
            self.write(name, path, self.folders[name][path])

    def late_evidence(self) -> None:
        if name := self._any():
            self.write(name, f"late {self._number()}.bin", self.rng.randbytes(8) * self.rng.choice([1, 5000]))

    def lose_evidence(self) -> None:
        name = self._any()
        late = sorted(path for path in self.folders[name] if path.startswith("late")) if name else []
        if name and late:
            self.remove(name, self.rng.choice(late))

    def twice(self) -> None:
        if name := self._any():
            self.drop(f"{name} copy {self._number()}", self.folders[name])

    def new_name(self) -> None:
        name = self._any()
        if name and not self._in_a_book(name):
            self.rename(name, f"{name.partition(' named')[0]} named {self._number()}")

    def out_or_in(self) -> None:
        name = self._any()
        if self.out and self.rng.random() < 0.7:
            self.put_back(self.rng.choice(sorted(self.out)))
        elif name and not self._in_a_book(name):
            self.take_out(name)

    def zip_again(self) -> None:
        number = self.rng.choice([1, 2])
        self.drop_zip(f"packed {number}.zip", {"case.txt": f"ref=ZIP-{number} zip {self._number()}".encode()})

    def batch(self) -> None:
        """Save the batch: of three folders that it owns, some."""
        owned = [f"batch {number}" for number in range(3)]
        for name in owned:
            if name in self.out:
                self.put_back(name)
            elif name not in self.folders:
                self.drop(name, {"case.txt": f"ref={name.replace(' ', '-')} ok".encode()})
        self.write_book("batch.xlsx", tuple(self.rng.sample(owned, self.rng.choice([1, 2, 3]))))

    def _any(self) -> str | None:
        return self.rng.choice(sorted(self.folders)) if self.folders else None

    def clear(self) -> None:
        """Put everything away."""
        shutil.rmtree(self.elsewhere, ignore_errors=True)


def _stem(place: str) -> str:
    return place.removesuffix(".zip")
