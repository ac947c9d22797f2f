"""Whether the file holds a password or key, which must leave the desk in no copy."""

from collections.abc import Iterator

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

SECRET = Kind(
    "exhibits/secret-inside", Severity.ERROR,
    "{zh}里有密码或密钥，不会复制进提交材料。", "{en} holds a password or key; it is not copied into the package.",
    "删掉后重新导出自己的文件；第三方原件请对方出具不含密码的版本，并立即更换密码。",
    "Remove it and export your own file again; ask a third party for a version without it, and change the password.",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield an error for a file in whose text a secret was found."""
    del world
    if candidate.item.media.secrets:
        yield SECRET.at(candidate.row.origin, zh=candidate.label.zh, en=candidate.label.en)
