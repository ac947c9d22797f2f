"""The README names what there is."""

import re
from pathlib import Path

import click
import pytest

from casewright.cli.main import cli


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_that_the_readme_names_exists(readme: str, root: Path) -> None:
    text = (root / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"`?casewright ([a-z]+)(?: ([a-z]+))?", text))

    assert named
    for command, sub in named:
        found = cli.get_command(click.Context(cli), command)
        assert found is not None, command
        if isinstance(found, click.Group) and sub:
            assert found.get_command(click.Context(found), sub) is not None, f"{command} {sub}"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_file_that_the_readme_links_is_there(readme: str, root: Path) -> None:
    text = (root / readme).read_text(encoding="utf-8")

    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (root / target).exists(), target
