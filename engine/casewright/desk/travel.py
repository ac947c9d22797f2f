"""Tasks and results on their way between machines: paths are told by tray, and the house is the one at home there.

The desk lies in a shared folder, but no two machines need to see it at the same path. This is the one place where a
path is turned into "this tray, that file" and back again; everything else holds ordinary absolute paths.
"""

import io
import pickle
import platform
import uuid
from collections.abc import Hashable
from pathlib import Path, PurePath
from typing import Any

from casewright import __version__
from casewright.desk.layout import Layout

_DESK_ID = "desk.id"


class Atlas:
    """Where the trays of one desk lie on this machine. Packs what goes to another, unpacks what comes."""

    def __init__(self, layout: Layout, engine: Hashable) -> None:
        trays = {
            "outbox": layout.outbox, "inbox": layout.inbox, "rulebooks": layout.rulebooks,
            "templates": layout.templates, "state": layout.state, "desk": layout.root,
        }  # fmt: skip
        self.layout, self.engine = layout, engine
        self.trays = dict(sorted(trays.items(), key=lambda each: -len(each[1].parts)))

    def pack(self, what: object) -> bytes:
        """Pack something that can be pickled. Raises what pickle raises where it cannot."""
        stream = io.BytesIO()
        _Packer(self, stream).dump(what)
        return stream.getvalue()

    def unpack(self, data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
        """Unpack what another machine packed; its paths are now those of this one."""
        return _Unpacker(self, io.BytesIO(data)).load()

    def told(self, path: PurePath) -> tuple[str, str]:
        """Tell a path by tray; one that lies in none as it is."""
        for tray, root in self.trays.items():
            if path.is_relative_to(root):
                return tray, path.relative_to(root).as_posix()
        return "", str(path) if path.is_absolute() else path.as_posix()

    def found(self, tray: str, rest: str) -> Path:
        """Find on this machine what was told by tray."""
        return self.trays[tray] / rest if tray else Path(rest)


class _Packer(pickle.Pickler):
    def __init__(self, atlas: Atlas, stream: io.BytesIO) -> None:
        super().__init__(stream, protocol=5)
        self._atlas = atlas

    def persistent_id(self, obj: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - pickle's own signature
        if isinstance(obj, PurePath):
            return self._atlas.told(obj)
        return ("engine",) if obj is self._atlas.engine else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, atlas: Atlas, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self._atlas = atlas

    def persistent_load(self, pid: Any) -> object:  # noqa: ANN401 - pickle's own signature
        return self._atlas.engine if pid == ("engine",) else self._atlas.found(*pid)


def versions() -> dict[str, str]:
    """Return what must be alike on every machine: what is packed on one is unpacked on another."""
    return {"casewright": __version__, "python": ".".join(platform.python_version_tuple()[:2])}


def desk_id(layout: Layout) -> str:
    """Return the name that a desk has in its own folder, by which a worker knows that it sees the same; or blank."""
    try:
        return (layout.state / _DESK_ID).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def name_desk(layout: Layout) -> str:
    """Return the name of a desk, giving it one where it has none. Raises OSError where it cannot be written."""
    if not desk_id(layout):
        layout.state.mkdir(exist_ok=True)
        try:
            with (layout.state / _DESK_ID).open("x", encoding="ascii") as file:
                file.write(uuid.uuid4().hex)
        except FileExistsError:  # another desk process named it at the same moment
            pass
    return desk_id(layout)
