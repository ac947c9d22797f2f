"""What a 4-page bilingual Plan of Action costs, beside the bare Jinja render, plain docxtpl and two Node libraries.

``python tests/bench/documents.py`` prints one report. It is processor time that is taken; every way takes its turn in
every round, in an order that changes, and what counts are the ratios of the medians. A busy machine slows the ways by
different amounts, so the ratios of the quietest rounds stand beside them. The Node libraries are fetched by npm into a
folder that is thrown away; without npm their lines are missing. ``--tiny`` only shows that the script works.
"""

import argparse
import gc
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from peer_templates import for_peers

from casewright.model import Bilingual
from casewright.render.fill import links
from casewright.render.fill.compiled import CompiledTemplate, compile_template
from casewright.render.fill.container import read_members
from casewright.render.fill.parts import patched
from casewright.render.fill.properties import Properties
from casewright.render.views.context import context_of, titled

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from beside import load

HERE = Path(__file__).parent
TEMPLATE = HERE.parents[1] / "doc_templates" / "poa_bilingual.docx"
PEERS = {"docxtemplater": ("docxtemplater@3.71.0", "pizzip@3.2.0"), "easy-template-x": ("easy-template-x@7.2.8",)}
FLOOR, KEYS, OURS, NAIVE = "bare Jinja render", "bare, keys first", "ours", "naive docxtpl"
PROPERTIES = Properties("T", "s", date(2026, 3, 2))
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")

Way = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: rounds, documents of each way per round, documents for the memory, peers or not."""

    rounds: int
    each: int
    many: int
    peers: bool


FULL = Plan(rounds=15, each=10, many=2_000, peers=True)
TINY = Plan(rounds=1, each=1, many=5, peers=False)


def main(arguments: Sequence[str]) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="show that the script works, measure nothing")
    parser.add_argument("--memory", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.memory:
        return hold(Path(asked.memory[0]), int(asked.memory[1]))
    plan = TINY if asked.tiny else FULL
    data, context = TEMPLATE.read_bytes(), a_case()
    with ExitStack() as stack:
        ways: dict[str, Way] = {
            FLOOR: bare(data, context, Environment), KEYS: bare(data, context, Names),
            OURS: compiled(data, context), NAIVE: naive(data, context),
        }  # fmt: skip
        texts = {OURS: words(made(data, context)), NAIVE: words(naively(data, context, stock(Names)))}
        if plan.peers:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            peers = stack.enter_context(Peers(folder, data, context)) if fetched(folder) else None
            for name in PEERS if peers else ():
                texts[name] = peers.words(name)  # type: ignore[union-attr]
                ways[name] = peers.way(name)  # type: ignore[union-attr]
        say_texts(texts)
        compare(ways, plan)
    memory(context, plan.many)
    return 0


def a_case() -> dict[str, Any]:
    """Return the context of the rich performance case that the tests of the documents use."""
    cases = load(HERE.parent / "render" / "conftest.py", "cases")
    return titled(context_of(cases.performance()), Bilingual("行动计划", "Plan of Action"))


def bare(data: bytes, context: Mapping[str, Any], kind: type[Environment]) -> Way:
    """Return the floor: the same patched sources, rendered to text by a stock Jinja; no check, no zip."""
    environment = stock(kind)
    members = read_members(data)
    names = CompiledTemplate("t", data).parts
    templates = [environment.from_string(patched(name, members[name])[0]) for name in names]
    return clocked(lambda: [template.render(context) for template in templates])


def compiled(data: bytes, context: Mapping[str, Any]) -> Way:
    """Return our way, with a template that is ready."""
    template = compile_template("poa_bilingual.docx", data)
    return clocked(lambda: template.render(context, properties=PROPERTIES))


def made(data: bytes, context: Mapping[str, Any]) -> bytes:
    """Return one document of ours."""
    return compile_template("poa_bilingual.docx", data).render(context, properties=PROPERTIES)


def naive(data: bytes, context: Mapping[str, Any]) -> Way:
    """Return what the documentation of docxtpl shows: open, render, save."""
    environment = stock(Names)
    return clocked(lambda: naively(data, context, environment))


def naively(data: bytes, context: Mapping[str, Any], environment: Environment) -> bytes:
    """Return one document of docxtpl, with our filters and escaping, since the template needs them."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), jinja_env=environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


class Names(Environment):
    """A stock Jinja in which a dot reads a key first: ``exhibit.copy`` is a file name, and not a method of dicts."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key, else what Jinja finds."""
        try:
            return obj[attribute]
        except (KeyError, TypeError):
            return super().getattr(obj, attribute)


def stock(kind: type[Environment]) -> Environment:
    """Return Jinja without a sandbox, with the link filters that the template needs."""
    environment = kind(autoescape=True)
    environment.filters |= {name: getattr(links, name) for name in links.RUN_FILTERS}
    return environment


class Peers:
    """The Node libraries in one process that stays, with the same template in their marks."""

    def __init__(self, folder: Path, data: bytes, context: Mapping[str, Any]) -> None:
        template, values = for_peers(data, context)
        self._folder = folder
        (folder / "template.docx").write_bytes(template)
        (folder / "values.json").write_text(json.dumps(values), encoding="utf-8")
        shutil.copy(HERE / "peers.cjs", folder)
        self._node = subprocess.Popen(
            ["node", "peers.cjs", "template.docx", "values.json"], cwd=folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> "Peers":
        return self

    def __exit__(self, *_: object) -> None:
        self._node.communicate()

    def way(self, name: str) -> Way:
        """Return how many milliseconds a peer needs for some documents."""
        return lambda count: self._ask(name, count) / 1000

    def words(self, name: str) -> tuple[str, int, int]:
        """Return what one document of a peer says."""
        self._ask(name, 1, out=f"{name}.docx")
        return words((self._folder / f"{name}.docx").read_bytes())

    def _ask(self, name: str, count: int, *, out: str = "") -> float:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps({"peer": name, "count": count, "out": out}) + "\n")
        self._node.stdin.flush()
        return float(json.loads(self._node.stdout.readline())["ms"])


def fetched(folder: Path) -> bool:
    """Fetch the Node libraries; say so where that cannot be done."""
    if not (shutil.which("npm") and shutil.which("node")):
        say("npm is not there: docxtemplater and easy-template-x are left out.")
        return False
    wanted = [name for names in PEERS.values() for name in names]
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder), *wanted],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        say(f"npm cannot fetch docxtemplater and easy-template-x; they are left out. {done.stderr.strip()[-200:]}")
    return not done.returncode


def words(document: bytes) -> tuple[str, int, int]:
    """Return all that a document says, without blanks: header, body, footer; and its paragraphs and table rows."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = sorted(
            name for name in archive.namelist() if re.fullmatch(r"word/(document|header|footer)\d*\.xml", name)
        )
        xml = "".join(archive.read(name).decode() for name in names)
    text = re.sub(r"\s+", "", html.unescape("".join(_TEXT.findall(xml))))
    return text, len(re.findall(r"<w:p[ >/]", xml)), len(re.findall(r"<w:tr[ >/]", xml))


def say_texts(texts: Mapping[str, tuple[str, int, int]]) -> None:
    """Say whether all ways gave the same words, in as many paragraphs and rows."""
    for name, (text, paragraphs, rows) in texts.items():
        same = "the same words" if text == texts[OURS][0] else "OTHER WORDS"
        say(f"  {name:18} {len(text):,} characters, {same}; {paragraphs} paragraphs, {rows} rows")


def compare(ways: Mapping[str, Way], plan: Plan) -> None:
    """Print milliseconds per document and how many times as long as the floor and as ours."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(plan.each)
    order, chance = list(ways), Random(7)
    for _ in range(plan.rounds):
        chance.shuffle(order)
        for name in order:
            taken[name].append(ways[name](plan.each) / plan.each)
    say(f"{plan.rounds} rounds of {plan.each} documents each")
    for title, pick in (("medians", median), ("the quietest rounds", min)):
        say(title)
        seconds = {name: pick(times) for name, times in taken.items()}
        for name, each in seconds.items():
            beside = f"{each / seconds[FLOOR]:6.2f} x the floor  {each / seconds[OURS]:6.2f} x ours"
            say(f"  {name:18} {each * 1000:7.2f} ms  {beside}")


def memory(context: Mapping[str, Any], count: int) -> None:
    """Print the most memory that a fresh process ever held while it made many documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "context.json"
        path.write_text(json.dumps(context), encoding="utf-8")
        asked = [sys.executable, str(Path(__file__)), "--memory", str(path), str(count)]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
    say(f"memory over {count:,} documents of ours: {done.stdout.strip()}")


def hold(path: Path, count: int) -> int:
    """Make documents, and print what this process held after the first twentieth and the most ever, in MB (Linux)."""
    context, data = json.loads(path.read_text(encoding="utf-8")), TEMPLATE.read_bytes()
    early = 0.0
    for number in range(count):
        made(data, context)
        if number == count // 20:
            early = peak()
    say(f"{early:.1f} MB after {count // 20 + 1}, {peak():.1f} MB at most")
    return 0


def peak() -> float:
    """Return the most memory that this process ever held, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) / 1000


def clocked(work: Callable[[], object]) -> Way:
    """Return a way that says how many processor seconds some documents took."""

    def taken(count: int) -> float:
        gc.collect()
        start = time.process_time()
        for _ in range(count):
            work()
        return time.process_time() - start

    return taken


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
