"""What kind of storage a folder lies on: a share does not tell us of other people's changes."""

import os
import sys
from pathlib import Path

_REMOTE = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "vmhgfs", "prl_fs", "afpfs", "davfs", "drvfs", "virtiofs",
    "ceph", "glusterfs", "lustre", "afs", "ncpfs",
})  # fmt: skip


if sys.platform == "win32":
    import ctypes

    def share_type(folder: Path) -> str | None:
        """Return the type of network storage that a folder lies on, None for a local disk."""
        drive = os.path.splitdrive(folder)[0]
        if drive.startswith("\\\\"):
            return "unc"
        return "network drive" if ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4 else None
else:

    def share_type(folder: Path) -> str | None:
        """Return the type of network or passed-through storage that a folder lies on, None for a local disk."""
        kind = _mount_type(folder.resolve())
        return kind if kind in _REMOTE or kind.startswith("fuse.") else None


def _mount_type(folder: Path) -> str:
    """Read the mount table; the longest mount point above the folder is its own."""
    best, kind = "", ""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # not Linux: what cannot be told is taken for local; the settings can say otherwise
        return ""
    for line in lines:
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if (str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, found
    return kind
