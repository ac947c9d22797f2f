"""desk.toml and the trays: every setting has a default, and a bad line says the way out."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from desks import lay_trays

from casewright.desk import nearest_desk, open_desk
from casewright.desk.init import lay_out
from casewright.desk.settings import Settings, read_settings
from casewright.model import DeskError, Limits


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "desk.toml"
    path.write_bytes(text.encode("utf-8"))
    return read_settings(path)


def told(tmp_path: Path, text: str) -> tuple[str, str]:
    with pytest.raises(DeskError) as caught:
        settings(tmp_path, text)
    assert caught.value.exit_code == 6
    return str(caught.value), caught.value.text.zh + caught.value.fix.zh


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "desk.toml") == Settings()


def test_a_byte_order_mark_from_notepad_does_no_harm(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeffquiet_seconds = 8\nafter_delivery = 'move'\n").quiet_seconds == 8


def test_a_mistyped_setting_gets_the_nearest_name(tmp_path: Path) -> None:
    en, zh = told(tmp_path, "quiet_secs = 3")
    assert "no setting quiet_secs. Did you mean quiet_seconds?" in en
    assert "是不是 quiet_seconds" in zh


def test_a_windows_path_in_double_quotes_is_explained(tmp_path: Path) -> None:
    en, zh = told(tmp_path, 'inbox = "C:\\Users\\me\\inbox"')
    assert "single quotes" in en
    assert "单引号" in zh
    assert settings(tmp_path, "inbox = 'C:\\Users\\me\\inbox'").inbox == "C:\\Users\\me\\inbox"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("quiet_seconds = -1", "not below 0"), ("quiet_seconds = true", "not below 0"),
        ("workers = 1.5", "not below 0"),
        ("after_delivery = 'burn'", "keep, move"), ("inbox = 3", "text in quotes"), ("language = 'fr'", "both, zh, en"),
        ("quiet_seconds 3", "name = value"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_says_what_would(tmp_path: Path, text: str, says: str) -> None:
    assert says in told(tmp_path, text)[0]


def lay(root: Path, toml: str = "") -> Path:
    lay_trays(root, rules=None)
    (root / "desk.toml").write_text(toml)
    return root


def test_the_nearest_desk_above_is_found(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "inbox" / "A" / "deep").mkdir(parents=True)
    assert nearest_desk(tmp_path / "inbox" / "A" / "deep") == tmp_path


def test_outside_of_any_desk_the_way_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="casewright init"):
        nearest_desk(tmp_path)
    with pytest.raises(DeskError, match="casewright init"):
        open_desk(tmp_path)


@pytest.mark.parametrize("toml", ["outbox = 'inbox/out'", "inbox = 'outbox'", "outbox = '.'"])
def test_trays_that_lie_in_one_another_are_refused(tmp_path: Path, toml: str) -> None:
    (lay(tmp_path) / "inbox" / "out").mkdir()
    (tmp_path / "desk.toml").write_text(toml)
    with pytest.raises(DeskError, match="overlap"):
        open_desk(tmp_path)


def test_a_share_that_is_not_connected_is_named(tmp_path: Path) -> None:
    lay(tmp_path, f"outbox = '{(tmp_path / '..' / 'share' / 'out').as_posix()}'")
    with pytest.raises(DeskError, match="network drive"):
        open_desk(tmp_path)


def test_the_settings_of_a_new_desk_name_every_one_with_its_default(tmp_path: Path) -> None:
    lay_out(tmp_path / "desk")
    path = tmp_path / "desk" / "desk.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line.removeprefix("# ") for line in lines if re.match(r"# (\w+ = |\[limits\])", line)]
    path.write_text("\n".join(told), encoding="utf-8")
    assert read_settings(path) == Settings()
    table = tomllib.loads("\n".join(told))
    assert set(table) == {field.name for field in fields(Settings)}
    assert set(table["limits"]) == {field.name for field in fields(Limits)}
