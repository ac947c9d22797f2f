"""A traceback that holds no case data: files, lines, code and types; of a message only the words of the program.

What an exception says is often the very value that it stumbled over. A word of its message is kept where the source of
the code that it went through has that word, or where the interpreter itself says it; everything else becomes ``…``.
"""

import linecache
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from sysconfig import get_path

from casewright.text.secrets import black_out

_GAP = "…"
_LONGEST = 400
_WORD = re.compile(r"\w+")
_LONG_NUMBER = re.compile(r"\d{4,}")
_HIDDEN = re.compile(rf"{_GAP}(?:[\s\W]*{_GAP})+")
_FRAME = re.compile(r'\s+File "(?P<file>[^"]+)", line (?P<line>\d+)(?:, in (?P<name>[\w<>.]+))?\s*')
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_HEAD = "Traceback (most recent call last):\n"
#: What the interpreter and the system say by themselves.
_SAID = frozenset(
    _WORD.findall("""
    a an and argument arguments as at attribute base be byte bytes call can cannot character characters codec column
    concatenate convert could decode denied device directory divide division during encode end error exists expected
    expecting file float for format from generator given got has have held in index int integer invalid is it item
    items key left line list literal local long maximum memory missing module must name named no nonetype not object of
    on open operand or out permission position positional process read received recursion referenced required requires
    right sequence set should space start str string subscriptable such supported surrogates takes terminated than that
    the to too tuple type types unexpected unhashable unpack unsupported value values was were when with without worker
    write zero pool abruptly future running pending errno while
""")
)


def fault_text(error: BaseException) -> str:
    """Return the traceback of a fault of ours, with its causes, without a value of the case in it."""
    return "".join(_told(error, frozenset()))


def _told(error: BaseException, above: frozenset[int]) -> Iterator[str]:
    seen = above | {id(error)}
    cause, context = error.__cause__, error.__context__
    if cause is not None and id(cause) not in seen:
        if type(cause).__name__ == "_RemoteTraceback":  # a worker process sends its traceback as one text
            yield from _of_text(str(cause))
        else:
            yield from _told(cause, seen)
        yield _CAUSE
    elif context is not None and not error.__suppress_context__ and id(context) not in seen:
        yield from _told(context, seen)
        yield _CONTEXT
    frames = traceback.extract_tb(error.__traceback__)
    known = {frame.filename for frame in frames} | _home(type(error))
    if frames:
        yield _HEAD
    for frame in frames:
        yield from _frame(frame.filename, frame.lineno or 0, frame.name)
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}: {_message(error, known)}\n"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _told(inner, seen)


def _frame(file: str, line: int, name: str) -> Iterator[str]:
    code = linecache.getline(file, line).strip()
    yield f'  File "{file}", line {line}, in {name}\n'
    if code:
        yield f"    {code}\n"


def _message(error: BaseException, files: set[str]) -> str:
    if isinstance(error, OSError) and error.errno is not None:  # its file may be a client's
        return f"[Errno {error.errno}] {error.strerror}"
    return _words_of_ours(str(error), files)


def _home(kind: type[BaseException]) -> set[str]:
    """Return the source in which an exception is defined: its own words stand there."""
    file = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return {file} if file else set()


def _words_of_ours(text: str, files: set[str]) -> str:
    """Keep the words of a text that stand in the source of these files, or that the interpreter says."""
    ours = {word for file in files for line in linecache.getlines(file) for word in _WORD.findall(line)}

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        known = word in ours or word.casefold() in _SAID or (word.isdigit() and len(word) < 4)
        return word if known and not _LONG_NUMBER.search(word) else _GAP

    clean = _HIDDEN.sub(_GAP, _WORD.sub(kept, " ".join(black_out(text)[0].split())))
    return clean if len(clean) <= _LONGEST else clean[:_LONGEST] + _GAP


def _of_text(text: str) -> Iterator[str]:
    """Take a traceback that came as text apart: frames are read anew from the source, the rest are messages."""
    files: set[str] = set()
    message: list[str] = []
    for line in text.splitlines():
        frame = _FRAME.fullmatch(line)
        if frame is not None and _is_program(frame["file"]) and linecache.getline(frame["file"], int(frame["line"])):
            if message:
                yield _said(message, files)
                message, files = [], set()
            files.add(frame["file"])
            yield from _frame(frame["file"], int(frame["line"]), frame["name"] or "")
        elif not line.startswith("  ") and line.strip(' "') and not _is_frame_line(line):
            message.append(line)
    if message:
        yield _said(message, files)


def _is_program(file: str) -> bool:
    """Say whether a file that a text names is code of this installation, not one that a client named in a message."""
    path = Path(file).resolve()
    roots = {Path(root).resolve() for name in ("stdlib", "purelib", "platlib") if (root := get_path(name))}
    ours = Path(__file__).parents[2].resolve()
    return path.suffix == ".py" and (
        any(path.is_relative_to(root) for root in roots | {ours})
        or any(getattr(module, "__file__", None) == file for module in tuple(sys.modules.values()))
    )


def _is_frame_line(line: str) -> bool:
    return line in {_HEAD.strip(), _CAUSE.strip(), _CONTEXT.strip()}


def _said(lines: list[str], files: set[str]) -> str:
    kind, _, rest = " ".join(lines).partition(":")
    if not re.fullmatch(r"[\w.]+", kind):
        kind, rest = "", " ".join(lines)
    return f"{kind}: {_words_of_ours(rest, files)}\n"
