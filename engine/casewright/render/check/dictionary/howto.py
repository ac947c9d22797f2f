"""How marks, formats and conditions are written, one line each."""

from casewright.model import Bilingual

#: What is typed, and what it does.
MARKS: tuple[tuple[str, Bilingual], ...] = (
    ("{{ case.ref }}", Bilingual("打印一个字段", "prints a field")),
    ("{{ plan.title.en }}  {{ plan.title.zh }}",
     Bilingual("双语字段要写明语言", "a text in both languages: say which")),
    ("{{ plan.title.own }}", Bilingual("按文件本身的语言打印", "prints it in the document's own language")),
    ("{{r c.exhibits|exhibit_links }}", Bilingual("打印链接，前面要加 r", "prints links; an r stands in front")),
    ("{%p if plan.summary %} … {%p endif %}",
     Bilingual("有内容才保留这些段落，两个标记各占一段", "keeps what is between only if so; each mark a paragraph")),
    ("{%p if … %} … {%p elif … %} … {%p else %} … {%p endif %}",
     Bilingual("几种情况选一种", "one of several cases")),
    ("{%p for c in plan.summary %} … {%p endfor %}",
     Bilingual("逐条重复这些段落", "repeats the paragraphs between for each item")),
    ("{%tr for m in metrics %} … {%tr endfor %}",
     Bilingual("逐条重复表格的行，两个标记各占一行", "repeats rows of a table; each mark a row of its own")),
    ("{% if c.scheduled %}计划{% endif %}",
     Bilingual("在同一段里按条件打印几个字", "prints words by condition within a line")),
    ("{%p for a in x %} {%p for b in a.y %} …",
     Bilingual("循环里再套循环，最多四层", "a loop in a loop, four deep at most")),
    ("{{ loop.index }}", Bilingual("循环里的序号：1、2、3", "the number of the item in a loop: 1, 2, 3")),
    ("{# … #}", Bilingual("写给同事看的说明，不会打印", "a note for colleagues; it is not printed")),
)  # fmt: skip

#: What stands behind the bar.
FILTERS: dict[str, tuple[str, Bilingual]] = {
    "abs": ("{{ x|abs }}", Bilingual("去掉负号", "the number without its sign")),
    "capitalize": ("{{ x|capitalize }}", Bilingual("首字母大写", "the first letter in upper case")),
    "claim_links": ("{{r m.claims|claim_links }}",
                    Bilingual("句子编号，点了跳到那句话", "numbers of sentences, linked")),
    "claim_mark": ("{{r c.id|claim_mark }}",
                   Bilingual("句子编号，作为链接的目标", "a sentence's number, where links lead to")),
    "default": ("{{ x|default(\"–\") }}", Bilingual("没有这个字段时打印别的", "something else where there is none")),
    "exhibit_links": ("{{r c.exhibits|exhibit_links }}",
                      Bilingual("证据编号，点了跳到证据清单", "numbers of exhibits, linked")),
    "exhibit_mark": ("{{r e.id|exhibit_mark }}",
                     Bilingual("证据编号，作为链接的目标", "an exhibit's number, where links lead to")),
    "first": ("{{ c.exhibits|first }}", Bilingual("第一个", "the first of a list")),
    "int": ("{{ x|int }}", Bilingual("当作整数", "as a whole number")),
    "join": ("{{ c.exhibits|join(\"、\") }}", Bilingual("把列表连成一行", "a list on one line")),
    "last": ("{{ c.exhibits|last }}", Bilingual("最后一个", "the last of a list")),
    "length": ("{{ cited|length }}", Bilingual("有几个", "how many")),
    "linked": ("{{r c.text.en|linked(c.exhibits) }}",
               Bilingual("句子里的证据编号变成链接", "a sentence, the exhibits in it linked")),
    "lower": ("{{ x|lower }}", Bilingual("小写", "lower case")),
    "round": ("{{ x|round }}", Bilingual("四舍五入", "rounded")),
    "title": ("{{ x|title }}", Bilingual("每个词首字母大写", "each word with a capital")),
    "trim": ("{{ x|trim }}", Bilingual("去掉前后的空格", "without blanks around it")),
    "upper": ("{{ x|upper }}", Bilingual("大写", "upper case")),
}  # fmt: skip

#: What stands behind ``is`` in a condition.
TESTS: dict[str, tuple[str, Bilingual]] = {
    "defined": ("{% if x is defined %}", Bilingual("有这个字段", "the name exists")),
    "divisibleby": ("{% if loop.index is divisibleby 2 %}", Bilingual("能被整除", "can be divided by")),
    "eq": ("{% if x == \"US\" %}", Bilingual("等于", "is equal to")),
    "even": ("{% if loop.index is even %}", Bilingual("偶数", "is even")),
    "false": ("{% if verdict.ready is false %}", Bilingual("为否", "is not so")),
    "ge": ("{% if cited|length >= 3 %}", Bilingual("大于或等于", "is that or more")),
    "gt": ("{% if cited|length > 3 %}", Bilingual("大于", "is more than")),
    "in": ("{% if \"A-1\" in c.exhibits %}", Bilingual("在列表或文字里", "is in a list or a text")),
    "le": ("{% if cited|length <= 3 %}", Bilingual("小于或等于", "is that or less")),
    "lt": ("{% if cited|length < 3 %}", Bilingual("小于", "is less than")),
    "ne": ("{% if x != \"–\" %}", Bilingual("不等于", "is not equal to")),
    "odd": ("{% if loop.index is odd %}", Bilingual("奇数", "is odd")),
    "sameas": ("{% if verdict.ready is sameas true %}", Bilingual("正是这个值", "is that very value")),
    "true": ("{% if verdict.ready is true %}", Bilingual("为是", "is so")),
}  # fmt: skip
