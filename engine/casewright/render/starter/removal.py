"""The guide to an FBA removal: what is taken out of Amazon's warehouses, how, and what is kept as proof."""

from casewright.render.starter import prose
from casewright.render.starter.page import Column, each, either, heading, package, page_line, para, table, with_next
from casewright.render.starter.parts import HEADER, facts, title
from casewright.render.starter.prose import boxed, brief, told


def removal_guide() -> bytes:
    """Return removal_guide.docx."""
    goods = (
        Column(28, "ASIN", "", (("TableStrong", "{{ one.asin }}"),)),
        Column(30, "SKU", "卖家 SKU", (("TableText", "{{ one.sku }}"),)),
        Column(40, "Product", "商品", (("TableText", "{{ one.title }}"),)),
        Column(18, "Units", "数量", ()),
        Column(34, "Removal order", "移除订单编号", ()),
        Column(20, "Done on", "完成日期", ()),
    )
    steps = (
        Column(12, "Step", "步骤", (("TableStrong", "{{ loop.index }}"),)),
        Column(84, "English", "英文", (("TableText", "{{ s.text.en }}"),)),
        Column(74, "Chinese", "中文", (("TableTextZH", "{{ s.text.zh }}"),)),
    )
    body = "".join((
        title("FBA Removal Guide", "FBA 库存移除指引"),
        boxed(prose.ASSISTANCE), para("Gap"), facts(),
        heading(1, "Steps", "步骤"),
        each('t in guide.topics if t.topic == "removal"', table("Steps 步骤", steps, loop="s in t.steps")),
        heading(1, "Goods to remove", "要移除的商品"), with_next(told(prose.FILL_IN)),
        either("case.listings", table("Goods to remove 要移除的商品", goods, loop="one in case.listings"),
               brief(prose.NO_ASIN)),
    ))  # fmt: skip
    return package("FBA Removal Guide FBA 库存移除指引", body, HEADER, page_line("FBA Removal Guide FBA 库存移除指引"))
