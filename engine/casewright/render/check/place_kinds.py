"""What can be wrong with the place of marks, their languages and styles, and with what else a template carries."""

from casewright.model import Kind, Severity

IN_FIELD = Kind(
    "render/mark-in-field", Severity.ERROR,
    "Word 的域（{field}）里有标记 {text}；Word 更新域时会把它冲掉，填写也可能失败。",
    "A mark stands in a field of Word ({field}): {text}. Word overwrites it on its next update, and filling may fail.",
    "把标记移到域外面；目录则先删去再重新插入，让里面不留标记。",
    "Move the mark out of the field; a table of contents is deleted and inserted anew without marks in it.",
)  # fmt: skip
NEVER = Kind(
    "render/mark-never-filled", Severity.WARNING,
    "{where_zh}里有标记 {text}，那里不会被填写。", "The mark {text} stands in {where_en}; nothing is filled in there.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
COPY = Kind(
    "render/text-box-copy-differs", Severity.WARNING,
    "文本框有一份给旧软件看的副本，里面的标记和现在的不同：{text}",
    "The text box has a copy for old programs, and the marks in it differ: {text}",
    "在 Word 里把文本框的文字改一个字再改回来，然后保存；仍有提示就删掉文本框重做。",
    "In Word change one letter of the box and back, then save; if that does not help, make the box anew.",
)  # fmt: skip
TRACKED_MARKS = Kind(
    "render/mark-in-tracked-change", Severity.ERROR,
    "模板里有没有处理的修订，其中带标记：{text}（共 {count} 处）。",
    "The template holds tracked changes with marks in them: {text} ({count} in all).",
    "在 Word“审阅”里接受或拒绝全部修订，关闭修订后保存。",
    "Under Review accept or reject all changes, turn tracking off, and save.",
)  # fmt: skip
TRACKED = Kind(
    "render/tracked-changes", Severity.WARNING,
    "模板里有没有处理的修订（{count} 处），生成的文件会带着它们。",
    "The template holds tracked changes ({count}); every document made from it would show them.",
    "在 Word“审阅”里接受或拒绝全部修订，关闭修订后保存。",
    "Under Review accept or reject all changes, turn tracking off, and save.",
)  # fmt: skip
COMMENTS = Kind(
    "render/comments-left", Severity.WARNING,
    "模板里有 {count} 条批注，生成的文件会带着它们。第一条：{text}",
    "The template holds {count} comment(s); every document made from it would carry them. The first: {text}",
    "在 Word“审阅”里删除全部批注后保存。", "Under Review delete all comments, and save.",
)  # fmt: skip
CHECK_COMMENTS = Kind(
    "render/check-comments-left", Severity.ERROR,
    "这是带检查批注的副本，批注还在（{count} 条），不能当模板用。",
    "This is an annotated copy: the comments of the check are still in it ({count}), so it cannot serve as a template.",
    "改好后在 Word“审阅”里删除全部批注，再用原来的文件名保存。",
    "When all is mended delete all comments under Review, and save it under the template's own name.",
)  # fmt: skip
NOT_BILINGUAL = Kind(
    "render/not-bilingual", Severity.ERROR,
    "{tag} 里的 {name} 只有一种写法，没有 .{lang}。",
    "In {tag}, {name} reads the same in every language; it has no .{lang}.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
ONE_LANGUAGE = Kind(
    "render/one-language-only", Severity.WARNING,
    "这是双语模板，但 {name} 只打印了 .{have}，没有打印 .{lack}。",
    "The template is bilingual, yet of {name} it prints .{have} only and nowhere .{lack}.",
    "在旁边加上 {fixed}；确实只要一种语言可以不理会。", "Add {fixed} beside it; let it be where one language is meant.",
)  # fmt: skip
OTHER_LANGUAGE = Kind(
    "render/other-language", Severity.WARNING,
    "这是单一语言的模板，{tag} 却打印 .{lang}。", "The template is in one language, yet {tag} prints .{lang}.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
NO_STYLE = Kind(
    "render/style-missing", Severity.WARNING,
    "用了样式“{style}”，模板里没有这个样式，会按正文显示。",
    "The style \"{style}\" is used, but the template has none of that name; it would look like plain text.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
NO_FONT = Kind(
    "render/chinese-font-missing", Severity.WARNING,
    "样式“{style}”会打印中文，但没有设中文字体，换一台电脑字体会变。",
    "The style \"{style}\" prints Chinese, but names no East Asian font; on another computer it looks different.",
    "修改样式 → 字体 → 中文字体，选“微软雅黑”。",
    "Modify the style: Font, Asian text font, Microsoft YaHei.",
)  # fmt: skip
NO_LANGUAGE = Kind(
    "render/proofing-language-missing", Severity.WARNING,
    "模板没有设校对语言，中文标点可能按英文规则排版。",
    "The template sets no proofing language; Chinese punctuation may be set by English rules.",
    "全选，“审阅”→“语言”→“设置校对语言”，中文选“中文（中国）”，并设为默认。",
    "Select all; under Review, Language, set the proofing language, Chinese (China) for Chinese, as default.",
)  # fmt: skip
