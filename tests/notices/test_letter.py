"""The notice told from what surrounds it: forwards, answers, comments, signatures, small print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.notices.letter import open_letter
from casewright.text.search import plain

NOTICE = (
    "Hello Aurora Home,\n\nYour selling account has been deactivated because your order defect rate of 1.98% "
    "exceeds our "
    "target of 1%.\n\nTo reactivate, send a plan of action within 72 hours. Case ID 15512345671.\n\nRegards,\n"
    "Seller Performance Team\nAmazon.com"
)
ZH_NOTICE = (
    "尊敬的卖家：\n\n您的亚马逊销售账户已被停用，因为您的迟发率高于 4% 的目标。请您在 72 小时内提交行动计划，"
    "说明根本原因、"
    "已采取的措施和预防措施。\n\n此致\n亚马逊卖家绩效团队"
)
JA_NOTICE = (
    "出品者様\n\n出荷遅延率が目標の4%を超えているため、出品用アカウントを停止しました。"
    "72時間以内に改善計画をご提出ください。"
    "\n注文番号：250-1234567-7654321\n\nAmazonテクニカルサポート"
)

HEADS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Amazon <no-reply@amazon.com>\n"
    "Date: Mon, Feb 9, 2026 at 8:14 AM\nSubject: Your account\nTo: <shop@client.example>\n",
    "outlook en": "From: Amazon <no-reply@amazon.com>\nSent: Monday, February 9, 2026 8:14 AM\nTo: Li Wei\n"
    "Subject: Your account\n",
    "outlook zh": "发件人: Amazon <no-reply@amazon.com>\n发送时间: 2026年2月9日 8:14\n收件人: 李伟\n主题: Your "
    "account\n",
    "outlook tw": "寄件者: Amazon <no-reply@amazon.com>\n寄件日期: 2026年2月9日 8:14\n收件者: 李\n主旨: Your account\n",
    "outlook ja": "差出人: Amazon <no-reply@amazon.com>\n送信日時: 2026年2月9日 8:14\n宛先: Li\n件名: Your account\n",
    "outlook de": "Von: Amazon <no-reply@amazon.com>\nGesendet: Montag, 9. Februar 2026 08:14\nAn: Li\n"
    "Betreff: Your account\n",
    "outlook fr": "De : Amazon <no-reply@amazon.com>\nEnvoyé : lundi 9 février 2026 08:14\nÀ : Li\nObjet : Your "
    "account\n",
    "outlook es": "De: Amazon <no-reply@amazon.com>\nEnviado el: lunes, 9 de febrero de 2026 8:14\nPara: Li\n"
    "Asunto: Your account\n",
    "outlook it": "Da: Amazon <no-reply@amazon.com>\nInviato: lunedì 9 febbraio 2026 08:14\nA: Li\nOggetto: Your "
    "account\n",
    "outlook pt": "De: Amazon <no-reply@amazon.com>\nEnviada em: segunda-feira, 9 de fevereiro de 2026 08:14\n"
    "Para: Li\n"
    "Assunto: Your account\n",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Amazon" <no-reply@amazon.com>;\n'
    '发送时间: 2026年2月9日(星期一) 上午8:14\n收件人: "shop"<1234@qq.example>;\n主题: Your account\n',
    "wecom": '------------------ Original ------------------\nFrom: "Amazon" <no-reply@amazon.com>;\n'
    'Date: Mon, Feb 9, 2026 08:14 AM\nTo: "shop"<a@b.example>;\nSubject: Your account\n',
    "163": "---- 转发的原邮件 ----\n发件人 : Amazon <no-reply@amazon.com>\n发送日期 : 2026年02月09日 08:14\n"
    "收件人 : a@b.example\n"
    "主题 : Your account\n",
    "aliyun": "------------------------------------------------------------------\n发件人：Amazon "
    "<no-reply@amazon.com>\n"
    "日　期：2026年02月09日 08:14:00\n收件人：<a@b.example>\n主　题：Your account\n",
    "foxmail": "发件人： Amazon <no-reply@amazon.com>\n发送时间： 2026-02-09 08:14\n收件人： a\n主题： Your account\n",
    "apple": "Begin forwarded message:\n\nFrom: Amazon <no-reply@amazon.com>\nSubject: Your account\n"
    "Date: February 9, 2026 at 8:14:00 AM GMT+8\nTo: a@b.example\n",
    "apple de": "Anfang der weitergeleiteten Nachricht:\n\nVon: Amazon <no-reply@amazon.com>\nBetreff: Your account\n"
    "Datum: 9. Februar 2026 um 08:14:00 MEZ\nAn: a@b.example\n",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tYour account\nDate: \tMon, 9 Feb 2026 "
    "08:14:00 +0000\n"
    "From: \tAmazon <no-reply@amazon.com>\nTo: \ta@b.example\n",
}


@pytest.mark.parametrize("program", list(HEADS))
def test_a_forwarded_notice_is_found_below_the_head_that_each_mail_program_writes(program: str) -> None:
    cover = (
        "From: Li Wei <li@client.example>\nSubject: Fwd: Your account\n\n老师，麻烦看下这个怎么办，比较急\n\n李伟\n\n"
    )
    letter = open_letter(f"{cover}{HEADS[program]}\n{NOTICE}\n")
    assert letter.body == NOTICE
    assert "no-reply@amazon.com" in letter.sender
    assert letter.subject == "Your account"
    assert "li@client.example" in letter.forwarded_by
    assert [each.kind for each in letter.left_out] == ["cover"]


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, Feb 9, 2026 at 8:14 AM Amazon <no-reply@amazon.com> wrote:",
        "On Mon, Feb 9, 2026 at 8:14 AM Amazon Seller Performance Team\n<no-reply@amazon.com> wrote:",
        '在 2026-02-09 08:14:00，"Amazon" <no-reply@amazon.com> 写道：',
        'At 2026-02-09 08:14:00, "Amazon" <no-reply@amazon.com> wrote:',
        "Amazon <no-reply@amazon.com> 于2026年2月9日周一 08:14写道：",
        "Am Mo., 9. Feb. 2026 um 08:14 Uhr schrieb Amazon <no-reply@amazon.com>:",
        "Le lun. 9 févr. 2026 à 08:14, Amazon <no-reply@amazon.com> a écrit :",
        "El lun, 9 feb 2026 a las 8:14, Amazon (<no-reply@amazon.com>) escribió:",
        "Il giorno lun 9 feb 2026 alle ore 08:14 Amazon <no-reply@amazon.com> ha scritto:",
        "Em seg., 9 de fev. de 2026 às 08:14, Amazon <no-reply@amazon.com> escreveu:",
        "2026年2月9日(月) 8:14 Amazon <no-reply@amazon.com>:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_an_answer_on_top_is_not_the_notice(line: str, mark: str) -> None:
    answer = "Hi Lisa, we refunded all of these orders already and I do not know why they did this to us. " * 3
    quoted = "\n".join(f"{mark}{each}".rstrip() for each in NOTICE.split("\n"))
    letter = open_letter(f"{answer}\n\n{line}\n{quoted}")
    assert letter.body == NOTICE
    assert letter.sender == "no-reply@amazon.com"
    assert [each.kind for each in letter.left_out] == ["cover"]


def test_a_sentence_that_tells_who_wrote_is_no_head() -> None:
    text = NOTICE.replace("Case ID", "On your behalf, another seller wrote: stop.\nCase ID")
    assert open_letter(text).body == text


@pytest.mark.parametrize("label", ["Mıttente", "MİTTENTE"])
def test_a_head_written_with_turkish_letters_ends_no_reading(label: str) -> None:
    head = f"{label}: Amazon <no-reply@amazon.com>\nOggetto: Your account\n\n"

    assert open_letter(plain(head + NOTICE)).sender == "Amazon <no-reply@amazon.com>"


def test_twice_forwarded_the_first_writer_counts() -> None:
    first = "From: Wang <w@agency.example>\nSubject: Fw: Fwd: Your account\n\n请大家看附件并尽快安排，客户很着急。\n\n"
    second = "发件人: 李伟 <li@client.example>\n发送时间: 2026年2月11日 9:00\n主题: Fwd: Your account\n\n"
    story = "仓库换了新的承运商，结果有一批订单晚到了，后来都退款了。" * 4
    text = f"{first}{second}{story}\n\n{HEADS['gmail']}\n{NOTICE}"
    letter = open_letter(text)
    assert letter.body == NOTICE
    assert letter.sent == "Mon, Feb 9, 2026 at 8:14 AM"
    assert [each.kind for each in letter.left_out] == ["cover", "cover"]


def test_a_letter_to_amazon_above_its_notice_is_not_the_notice() -> None:
    appeal = "Dear Seller Performance Team,\n" + "We are writing to appeal the deactivation of our account. " * 5
    text = f"{appeal}\n\nFrom: Seller Notices\nSent: 9 February 2026\nSubject: Your account\n\n{NOTICE}"
    assert open_letter(text).body == NOTICE


def test_amazons_newest_answer_counts_and_the_older_notice_is_kept() -> None:
    newest = "Hello,\nWe received your submission but do not have enough information to reactivate your account."
    letter = open_letter(
        f"From: Amazon <a@amazon.com>\nSubject: Re: Your account\n\n{newest}\n\n{HEADS['outlook en']}\n{NOTICE}"
    )
    assert letter.body == newest
    assert letter.earlier == (NOTICE,)


def test_a_notice_that_is_attached_to_a_short_mail_is_the_notice() -> None:
    mail = "From: Li <li@client.example>\nSubject: FW\nAttachment: notice.html\n\n请看附件\n\n"
    letter = open_letter(f"{mail}--- Attachment: notice.html ---\n\n{NOTICE}")
    assert letter.body == NOTICE
    assert letter.sender == ""
    assert [each.kind for each in letter.left_out] == ["cover"]


def test_a_notice_beside_another_attachment_stays_the_notice() -> None:
    text = (
        f"From: Amazon <a@amazon.com>\nSubject: s\n\n{NOTICE}\n\n--- Attachment: invoice.pdf ---\n\nInvoice 77 "
        + "goods " * 60
    )
    letter = open_letter(text)
    assert letter.body == NOTICE
    assert [each.kind for each in letter.left_out] == ["attached"]


@pytest.mark.parametrize(
    "comment",
    [
        "【内部】客户说 2 月 12 日才看到",
        "备注：ODR 客户说不对",
        "（客服：这里要重点回复）",
        "@王姐 这个今天必须回",
        "这一段客户没看懂，问我们是不是要退款",
    ],
)
def test_a_comment_between_the_lines_of_an_english_notice_is_kept_apart(comment: str) -> None:
    before, after = NOTICE.split("\n\nTo reactivate")
    letter = open_letter(f"{before}\n{comment}\n\nTo reactivate{after}")
    assert [line for line in letter.body.split("\n") if line] == [line for line in NOTICE.split("\n") if line]
    assert len(letter.comments) == 1


@pytest.mark.parametrize(
    "remark",
    [
        "  ← 注意时限",
        " <-- 客户说 12 号才收到",
        " // 备注：已回复",
        "（客户已经交过一次了）",
        " 【红字】这里最重要，三天内要交",
    ],
)
def test_a_remark_at_the_end_of_a_line_is_cut_off(remark: str) -> None:
    letter = open_letter(
        NOTICE.replace("within 72 hours. Case ID 15512345671.", f"within 72 hours.{remark}\nCase ID 15512345671.")
    )
    assert "within 72 hours.\nCase ID" in letter.body
    assert len(letter.comments) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "备注：客户 12 号收到",
        "客服：先别回，等主管",
        "【内部】跟进人小陈",
        "客户说货都发了",
        "王芳 2026-02-11 10:22:31",
        "翻译：账户停用",
    ],
)
def test_a_comment_in_a_chinese_notice_is_kept_apart_too(comment: str) -> None:
    before, after = ZH_NOTICE.split("请您在")
    letter = open_letter(f"{before}\n{comment}\n请您在{after}")
    assert comment.split("：")[-1] not in letter.body
    assert len(letter.comments) == 1
    assert "72 小时" in letter.body


def test_a_note_of_the_chinese_notice_itself_stays() -> None:
    text = ZH_NOTICE.replace("\n\n此致", "\n注：如果您认为有误，您可以联系我们。\n\n此致")
    letter = open_letter(text)
    assert "注:如果您认为有误" in letter.body
    assert letter.comments == ()


@pytest.mark.parametrize("comment", ["备注：客户从1688直发的，先别回", "这个怎么办？客户很着急", "【内部】小林跟进"])
def test_a_chinese_comment_in_a_japanese_notice_is_kept_apart(comment: str) -> None:
    letter = open_letter(JA_NOTICE.replace("\n注文番号", f"\n{comment}\n注文番号"))
    assert comment.split("：")[-1][:3] not in letter.body
    assert "注文番号:250-1234567-7654321" in letter.body
    assert len(letter.comments) == 1


def test_japanese_headings_without_kana_stay() -> None:
    text = JA_NOTICE.replace("\n注文番号", "\n【停止理由】\n出荷遅延率\n知的財産権侵害\n注文番号")
    letter = open_letter(text)
    assert "【停止理由】\n出荷遅延率\n知的財産権侵害" in letter.body
    assert letter.comments == ()


def test_a_notice_in_english_and_then_in_chinese_is_one_notice() -> None:
    translated = (
        "您好：\n您的销售账户已被停用，因为您的订单缺陷率高于 1% 的目标。\n如需重新激活，请您在 72 "
        "小时内提交行动计划。\n案件编号 15512345671"
    )
    letter = open_letter(f"{NOTICE}\n\n{translated}\n备注：客户 12 号收到")
    assert "请您在 72 小时内提交行动计划" in letter.body
    assert "Seller Performance Team" in letter.body
    assert letter.comments == ("备注:客户 12 号收到",)


def test_a_long_chinese_talk_around_an_english_notice_does_not_make_it_chinese() -> None:
    talk = (
        "老师你好，我们这个店做了三年了，上个月仓库换了承运商，所以有一批订单晚到，客户也都退款了，"
        "现在店铺突然被停了，麻烦看下怎么写申诉比较好。" * 3
    )
    letter = open_letter(f"{talk}\n\n{NOTICE}")
    assert letter.body == NOTICE
    assert letter.comments == (plain(talk),)


def test_a_name_in_chinese_inside_an_english_line_stays() -> None:
    text = NOTICE.replace("Hello Aurora Home,", "Hello 深圳极光家居有限公司 (Aurora Home),")
    assert open_letter(text).body == text


def test_answers_between_quoted_lines_are_comments() -> None:
    quoted = [f"> {line}".rstrip() for line in NOTICE.split("\n")]
    quoted.insert(3, "We already did this last week, see the attached list.")
    letter = open_letter("\n".join(["Hi, my answers are below.", "", *quoted]))
    assert "last week" not in letter.body
    assert letter.comments == ("We already did this last week, see the attached list.",)
    assert "deactivated because your order defect rate" in letter.body


def test_the_end_of_a_quoted_line_that_was_broken_on_the_way_is_no_comment() -> None:
    quoted = [f"> {line}".rstrip() for line in NOTICE.split("\n")]
    quoted[2:3] = [quoted[2][:60], quoted[2][60:].lstrip()]
    letter = open_letter("\n".join(quoted))
    assert letter.comments == ()
    assert "1.98%" in letter.body


@pytest.mark.parametrize(
    "tail",
    [
        "发自我的iPhone", "Sent from my iPhone", "Get Outlook for Android", "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone", "iPhoneから送信", "Inviato da iPhone", "Enviado desde mi iPhone",
        "Virus-free. www.avast.com", "To unsubscribe from this group, send a mail to x@list.example",
        "This e-mail and any attachments are confidential and intended only for the addressee.",
        "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。",
        "Diese E-Mail enthält vertrauliche Informationen.\nBitte löschen Sie sie.",
    ],
)  # fmt: skip
def test_small_print_of_whoever_passed_it_on_is_kept_apart(tail: str) -> None:
    letter = open_letter(f"{NOTICE}\n\n{tail}\n")
    assert letter.body == NOTICE
    assert [each.kind for each in letter.left_out if each.kind != "comment"] == ["footer"] or letter.comments


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nLi Wei\nAurora Home",
        "Best regards,\nLi Wei\nShenzhen Aurora Co., Ltd\nTel: +86 755 1234 5678",
        "Mit freundlichen Grüßen\nMax Muster\nMuster GmbH\nTelefon: 030 1234",
    ],
)
def test_the_signature_of_whoever_passed_it_on_is_kept_apart(tail: str) -> None:
    letter = open_letter(f"{NOTICE}\n\n{tail}")
    assert letter.body == NOTICE
    assert letter.signature.startswith(tail[:2])


def test_amazons_own_closing_and_small_print_stay_part_of_the_notice() -> None:
    closing = (
        "\n\nThank you,\nAmazon Seller Performance\nTel: see Seller Central\n\n"
        "This e-mail was sent by Amazon.com; the information in this message is confidential to the Amazon account."
    )
    assert open_letter(NOTICE + closing).body == NOTICE + closing


def test_nothing_is_lost_whatever_is_left_out() -> None:
    text = f"看下\n\n{HEADS['qq']}\n{NOTICE}\n备注：急\n发自我的iPhone"
    letter = open_letter(text)
    whole = "\n".join(
        (letter.body, letter.subject, letter.sender, letter.sent, *(each.text for each in letter.left_out))
    )
    for word in ("看下", "备注:急", "发自我的iPhone", "Case ID 15512345671", "Seller Performance Team"):
        assert word in whole


PIECES = [
    *HEADS.values(), NOTICE, ZH_NOTICE, JA_NOTICE, "备注：急", "> quoted", "On 1 Feb 2026 a <a@b.example> wrote:",
    "--- x ---", "-- ", "发自我的iPhone", "Best regards,", "Tel: 1", "", "--- Attachment: a.pdf ---", "【", "注：",
    "客户说",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=12).map("\n".join))
def test_any_heap_of_heads_and_words_gives_a_letter_and_loses_no_case_id(text: str) -> None:
    letter = open_letter(text)
    kept = "\n".join((letter.body, *(each.text for each in letter.left_out)))
    assert kept.count("15512345671") >= min(1, text.count("15512345671"))
