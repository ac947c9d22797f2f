"""Which fonts this machine has, as fontconfig lists them."""

import shutil
import subprocess


def installed_fonts() -> str | None:
    """Return the names of the font families, a line for each; None where the system does not list them."""
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    run = subprocess.run([lister, ":", "family"], capture_output=True, check=False, timeout=30)  # noqa: S603 - a fixed program
    return run.stdout.decode("utf-8", "replace")
