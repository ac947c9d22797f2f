"""Values made fit for XML: nothing that a part of a .docx cannot hold, and nothing dropped without a trace."""

import re
from collections.abc import Mapping, Sequence

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

#: What stands in a document: texts, flags and numbers in lists and groups. No object with methods ever gets in.
Plain = str | bool | int | Sequence["Plain"] | Mapping[str, "Plain"]


def clean(text: str) -> str:
    """Return the text with line ends as LF, half characters as U+FFFD, and control characters gone."""
    text = _BREAKS.sub("\n", text)
    return _BAD.sub(lambda match: "\ufffd" if match[0] >= "\ud800" else "", text) if _BAD.search(text) else text


def clean_tree(value: Plain) -> Plain:
    """Return a copy of a context with each text cleaned; raise TypeError for anything that is no plain data."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {name: clean_tree(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean_tree(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} is not plain data for a template")
