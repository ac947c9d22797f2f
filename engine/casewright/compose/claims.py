"""Claims drafted from blocks: a sentence is written where everything it needs stands, else it is listed as missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casewright.compose.ground import Ground, case_values, references
from casewright.compose.names import FIELD_OF, KNOWN, NAME_OF, OF_METRIC, SECTION_NAMES
from casewright.compose.template import Filled, Said
from casewright.compose.translation import column_of, untranslated
from casewright.compose.wording import Block, Cite, Wording, has_chinese
from casewright.model import (
    Bilingual,
    Claim,
    Exhibit,
    FileRef,
    Finding,
    Kind,
    Missing,
    Origin,
    Severity,
    Statement,
    StatementKind,
    both,
)
from casewright.text import join_words

NO_BLOCK = Kind(
    "compose/no-block", Severity.ERROR,
    "规则要用文字块“{id}”，但 blocks 清单里没有这一行。",
    "The rules call for block \"{id}\", which the list blocks does not have.",
    "在 {file} 的 blocks 清单里加上 {id}，或改正规则里的编号。",
    "Add {id} to the list blocks of {file}, or correct the id in the rules.",
)  # fmt: skip
NEEDS_TRANSLATION = Kind(
    "compose/needs-translation", Severity.ERROR,
    "“{id}”的{what_zh}只有中文，英文处留作 【待人工翻译】。",
    "\"{id}\" is given in Chinese only ({what_en}); the English place is left marked.",
    "由人工翻译后填入这一行的“{what_zh}（英文）”栏。",
    "Have it translated by a person and fill the English column of the row.",
)  # fmt: skip
NEEDS_CHINESE = Kind(
    "compose/needs-chinese", Severity.WARNING,
    "“{id}”只有英文，中文处暂用英文原文。", "\"{id}\" is given in English only; the Chinese side shows the English.",
    "在这一行的中文栏补上中文。", "Fill the Chinese column of the row.",
)  # fmt: skip
CHINESE_IN_ENGLISH = Kind(
    "compose/chinese-in-english", Severity.ERROR,
    "“{id}”的英文里有中文字符：{text}", "The English of \"{id}\" holds Chinese characters: {text}",
    "把英文栏改成纯英文，数字和标点用半角。", "Write the English column in English only, with plain digits and stops.",
)  # fmt: skip
EXHIBIT_UNKNOWN = Kind(
    "compose/exhibit-unknown", Severity.ERROR,
    "“{id}”引用的证据“{name}”不在 Evidence 工作表里。",
    "\"{id}\" names evidence \"{name}\", which the Evidence sheet does not have.",
    "在 Evidence 工作表加上这一行，或改正证据编号（已有：{known}）。",
    "Add the row to the Evidence sheet, or correct the id (known: {known}).",
)  # fmt: skip

#: Stands for the ways to several exhibits at once; each has a row of its own with the whole way.
EACH_EXHIBIT = Bilingual(
    "把左边列出的文件各补一份，并把证据编号填到这一行。",
    "Add each of the files named on the left and put their evidence ids into this row.",
)
WHY_LEFT_OUT = Bilingual(
    "缺少依据的句子不会写进申诉书，所以这一句暂时没有写。",
    "A sentence without its fact or exhibit is not written, so this one was left out.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Claims not yet numbered, with what had to be left out and what was found on the way."""

    claims: tuple[Claim, ...] = ()
    missing: tuple[Missing, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: "Draft") -> "Draft":
        return Draft(self.claims + other.claims, self.missing + other.missing, self.findings + other.findings)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a sentence lacks, and how to get it."""

    what: Bilingual
    how: Bilingual
    code: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a block's citations found: exhibits, facts, gaps."""

    exhibits: tuple[Exhibit, ...] = ()
    facts: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def stand(
    block: Block, ground: Ground, *, among: Sequence[Exhibit] | None = None, statement: Statement | None = None
) -> Standing:
    """Look up what a block must cite: in the row's own exhibits (``among``) or, without a row, in all usable ones."""
    exhibits: list[Exhibit] = []
    facts: list[str] = []
    gaps: list[Gap] = []
    for cite in block.must_cite:
        if cite.sort == "exhibit":
            pool = ground.usable(cite.options) if among is None else _of_kinds(among, cite.options)
            exhibits.extend(pool)
            gaps.extend(() if pool else (_no_exhibit(cite, ground),))
            continue
        hits = _facts(cite, ground, statement)
        facts.extend(hits)
        gaps.extend(() if hits else (_no_fact(cite),))
    return Standing(tuple(dict.fromkeys(exhibits)), tuple(dict.fromkeys(facts)), tuple(gaps))


def draft_block(block: Block, ground: Ground, *, need: str = "must", extra: Mapping[str, Said] | None = None) -> Draft:
    """Draft one block that speaks for the whole case (``SUM MET DIS REQ CLOSE``)."""
    standing = stand(block, ground)
    values = {**case_values(ground), **(extra or {})}
    if reference := references(standing.exhibits, ground.words):
        values["exhibits"] = reference
    if papers := _papers(standing.exhibits, ground):
        values["papers"] = papers
    gaps = standing.gaps + lacking(block, values)
    if gaps:
        origin = _place(gaps, ground)
        name = SECTION_NAMES.get(block.section, both(block.section))
        what = Bilingual(f"“{name.zh}”部分的句子", f'the sentence of the part "{name.en}"')
        return Draft(missing=(left_out(what, gaps, need=need, origin=origin, code=f"block/{block.id}"),))
    filled = block.sentence.fill(values, ground.words.langs)
    return Draft((_claim(block, filled, standing),), findings=untranslated(block, filled, ground))


def draft_row(
    block: Block, statement: Statement, ground: Ground, *, values: Mapping[str, Said], standing: Standing
) -> tuple[Claim, tuple[Finding, ...]]:
    """Draft one block that speaks for a row of the Facts sheet; its gaps have been looked for before."""
    filled = block.sentence.fill(values, ground.words.langs)
    claim = _claim(block, filled, standing, statement)
    found = list(untranslated(block, filled, ground, statement))
    if lacking := dict(filled.untranslated).get("en"):
        heads = [column_of(name, block, statement) for name in lacking]
        what = {lang: join_words([head.lang(lang) for head in heads], lang) for lang in ("zh", "en")}
        found.append(NEEDS_TRANSLATION.at(statement.origin, id=statement.id, what_zh=what["zh"], what_en=what["en"]))
    elif has_chinese(filled.text.en):
        found.append(CHINESE_IN_ENGLISH.at(statement.origin, id=statement.id, text=filled.text.en))
    if any(not values[name].text.zh for name in block.sentence.names & values.keys()):
        found.append(NEEDS_CHINESE.at(statement.origin, id=statement.id))
    return claim, tuple(found)


def _papers(exhibits: Sequence[Exhibit], ground: Ground) -> Said | None:
    """Return what the exhibits are, each kind once: "Purchase invoice, Supply contract"."""
    known = ground.catalogue.evidence
    labels = [known[kind].label for kind in dict.fromkeys(each.kind for each in exhibits) if kind in known]
    if not labels:
        return None

    def listed(lang: str) -> str:
        names = [label.lang(lang) for label in labels]
        return join_words(names, lang) if all(names) else ""

    return Said(ground.words.each(listed))


def lacking(block: Block, values: Mapping[str, Said]) -> tuple[Gap, ...]:
    """Return the values a block cannot do without and does not get."""
    of_exhibits = {"exhibits", "records", "papers"}
    return tuple(_no_value(name) for name in block.sentence.lacks(values) if name not in of_exhibits)


def left_out(what: Bilingual, gaps: Iterable[Gap], *, need: str, origin: Origin, code: str) -> Missing:
    """Return the line of the missing list for a sentence that was left out."""
    gaps = tuple(dict.fromkeys(gaps))
    zh, en = ("；".join(gap.what.zh for gap in gaps), "; ".join(gap.what.en for gap in gaps))
    several = sum(gap.code.startswith("exhibit/") for gap in gaps) > 1
    ways = tuple(
        dict.fromkeys(EACH_EXHIBIT if several and gap.code.startswith("exhibit/") else gap.how for gap in gaps)
    )
    how = Bilingual(" ".join(way.zh for way in ways), " ".join(way.en for way in ways))
    return Missing(Bilingual(f"{what.zh}：缺{zh}", f"{what.en}: {en}"), WHY_LEFT_OUT, how, need, origin, code)


def no_block(name: str, wording: Wording) -> Draft:
    """Say that the rules call for a block which the shelf does not have."""
    return Draft(findings=(NO_BLOCK.at(FileRef(wording.file, "blocks"), id=name, file=wording.file),))


def exhibits_of(
    statement: Statement, ground: Ground
) -> tuple[tuple[Exhibit, ...], tuple[Exhibit, ...], tuple[Finding, ...]]:
    """Return the usable exhibits that a row names as evidence and as record, and the names that nothing answers to."""
    usable: list[tuple[Exhibit, ...]] = []
    found: list[Finding] = []
    for names in (statement.evidence, statement.record):
        hits = [(name, ground.named(name)) for name in names]
        known = ", ".join(dict.fromkeys(each.row.id for each in ground.exhibits)) or "-"
        found.extend(
            EXHIBIT_UNKNOWN.at(statement.origin, id=statement.id, name=name, known=known)
            for name, hit in hits
            if not hit
        )
        usable.append(tuple(dict.fromkeys(each for _, hit in hits for each in hit if each.usable)))
    return usable[0], usable[1], tuple(found)


def _claim(block: Block, filled: Filled, standing: Standing, statement: Statement | None = None) -> Claim:
    facts = dict.fromkeys((*((statement.id,) if statement else ()), *filled.facts, *standing.facts))
    exhibits = dict.fromkeys((*filled.exhibits, *(each.id for each in standing.exhibits)))
    claim = Claim(
        "", block.section, filled.text, tuple(facts), tuple(exhibits), block.id,
        untranslated=tuple(lang for lang, _ in filled.untranslated), short=filled.short,
    )  # fmt: skip
    return replace(claim, cause=statement.cause, on=statement.on) if statement else claim


def _of_kinds(exhibits: Sequence[Exhibit], kinds: Sequence[str]) -> tuple[Exhibit, ...]:
    return tuple(each for each in exhibits if "any" in kinds or each.kind in kinds)


def _facts(cite: Cite, ground: Ground, statement: Statement | None) -> tuple[str, ...]:
    if cite.sort == "metric":
        return tuple(f"metric.{code}" for code in cite.options if ground.metric(code))
    if cite.sort == "case":
        return tuple(f"case.{name}" for name in cite.options if ground.field(name) not in (None, "", ()))
    if cite.sort == "notice":
        return tuple(f"notice.{name}" for name in cite.options if ground.noticed(name) not in (None, "", ()))
    if "admission" in cite.options:
        return _admissions(ground, statement)
    if statement is not None and statement.kind in cite.options:
        return (statement.id,)
    return tuple(row.id for row in ground.case.statements if row.kind in cite.options)


def _admissions(ground: Ground, statement: Statement | None) -> tuple[str, ...]:
    if not ground.signed_off or ground.decision.door == "dispute":
        return ()
    if statement is not None and statement.admitted:
        return (statement.id,)
    return tuple(row.id for row in ground.case.of_kind(StatementKind.ADMISSION) if row.admitted)


def _no_exhibit(cite: Cite, ground: Ground) -> Gap:
    kinds = [ground.catalogue.evidence.get(option) for option in cite.options]
    known = [kind for kind in kinds if kind]
    if not known:
        return Gap(
            Bilingual("可用的证据", "a usable exhibit"),
            Bilingual("在 Evidence 工作表登记证据文件，并把编号写到这一行。",
                      "List the file in the Evidence sheet and name it in the row."),
            "exhibit/any",
        )  # fmt: skip
    what = Bilingual(" / ".join(kind.label.zh for kind in known), " / ".join(kind.label.en for kind in known))
    how = Bilingual(known[0].how.zh, known[0].how.en)
    return Gap(Bilingual(f"证据（{what.zh}）", f"exhibit ({what.en})"), how, f"exhibit/{known[0].code}")


def _no_fact(cite: Cite) -> Gap:
    if cite.sort == "metric":
        name = "/".join(cite.options)
        return Gap(
            Bilingual(f"{name} 的数值", f"the figure for {name}"),
            Bilingual("在 Case 工作表填写账户状况页面上的数值，或在 Reports 工作表附上报表。",
                      "Fill in the figure from the Account Health page on the Case sheet, or attach the report."),
            f"metric/{name}",
        )  # fmt: skip
    if cite.sort == "fact" and "admission" in cite.options:
        return Gap(
            Bilingual("客户签认的承认事实", "an admission signed off by the client"),
            Bilingual("只有客户确认属实时才填：Facts 工作表登记“承认”，并填写签认人和签认日期。",
                      "Only if the client confirms it: enter the admission in the Facts sheet, and who signed when."),
            "fact/admission",
        )  # fmt: skip
    if cite.sort == "case" and cite.options[0] in NAME_OF:
        return _no_value(NAME_OF[cite.options[0]])
    place = {"fact": "Facts", "case": "Case", "notice": "notice"}[cite.sort]
    name = "/".join(cite.options)
    return Gap(
        Bilingual(f"{name}（{place}）", f"{name} ({place})"),
        Bilingual(f"在 {place} 补上 {name}。", f"Supply {name} in {place}."), f"{cite.sort}/{name}",
    )  # fmt: skip


def _no_value(name: str) -> Gap:
    label = KNOWN.get(name, both(name))
    if name in OF_METRIC:
        sheet = Bilingual("Case 工作表的指标栏，或附上对应报表", "the figures of the Case sheet, or attach the report")
    elif name in FIELD_OF:
        sheet = Bilingual("Case 工作表", "the Case sheet")
    else:
        sheet = Bilingual("Facts 工作表的这一行", "this row of the Facts sheet")
    return Gap(label, Bilingual(f"在{sheet.zh}填写{label.zh}。", f"Fill in {label.en}: {sheet.en}."), f"value/{name}")


def _place(gaps: Sequence[Gap], ground: Ground) -> Origin:
    for gap in gaps:
        sort, _, name = gap.code.partition("/")
        if sort == "value" and name in FIELD_OF:
            return ground.case.where(FIELD_OF[name])
        if sort == "case":
            return ground.case.where(name.split("/")[0])
    return ground.case.origin
