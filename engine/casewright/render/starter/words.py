"""The words of the templates in one language: English texts and what stands for them in Japanese and German.

Builders write English and ask the pack of a document's language for the text; a text without a translation raises, so
that no English label ever stands in a Japanese or German document.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: Languages that the set is shipped in, besides the working copies in English and Chinese.
LANGUAGES = ("en", "ja", "de")

_WORDS: Mapping[str, tuple[str, str]] = {
    "Plan of Action": ("改善計画書", "Maßnahmenplan"),
    "Dispute Letter": ("異議申立書", "Widerspruchsschreiben"),
    "Store and case": ("店舗および案件", "Verkäuferkonto und Vorgang"),
    "Summary": ("概要", "Zusammenfassung"),
    "Current metrics": ("現在の指標", "Aktuelle Kennzahlen"),
    "Root causes and actions": ("根本原因と対応", "Ursachen und Maßnahmen"),
    "Request": ("お願いする事項", "Antrag"),
    "What is alleged and what the facts show": ("指摘事項と事実関係", "Vorwurf und Sachverhalt"),
    "Measures on our side": ("当店が講じた措置", "Maßnahmen unsererseits"),
    "Where each request is answered": ("通知の要求事項と回答箇所", "Fundstellen zu den Fragen der Mitteilung"),
    "Exhibits": ("添付資料", "Anlagen"),
    "Actions taken": ("実施済みの是正措置", "Ergriffene Maßnahmen"),
    "Prevention": ("再発防止策", "Vorbeugung"),
    "No.": ("番号", "Nr."),
    "Owner": ("責任者", "Verantwortlich"),
    "Frequency": ("頻度", "Häufigkeit"),
    "Start": ("開始日", "Beginn"),
    "Record": ("実施記録", "Nachweis"),
    "scheduled": ("予定", "geplant"),
    "Exhibit": ("資料", "Anlage"),
    "Date": ("日付", "Datum"),
    "What it proves": ("証明する内容", "Was sie belegt"),
    "File": ("ファイル", "Datei"),
    "The notice asks": ("通知の要求", "Frage der Mitteilung"),
    "Answered in": ("回答箇所", "Beantwortet in"),
    "Metric": ("指標", "Kennzahl"),
    "Period": ("対象期間", "Zeitraum"),
    "Count": ("件数", "Anzahl"),
    "Rate": ("比率", "Rate"),
    "Target": ("目標値", "Zielwert"),
    "Source": ("出典", "Quelle"),
    "Also answered by ": ("次の項目でも回答しています：", "Siehe auch: "),
    " (Exhibit ": ("（添付資料 ", " (Anlage "),
    ")": ("）", ")"),
    ".": ("", "."),
    "Page ": ("", "Seite "),
    " of ": (" / ", " von "),
    " pages": (" ページ", ""),
    "DRAFT NOT READY": ("草案・提出不可", "ENTWURF – NICHT EINREICHEN"),
    "Working draft, not for submission. {{ verdict.count }} point(s) are still open; they are named in Missing "
    "Materials and in NOT_READY.txt.": (
        "作業用の草案です。提出しないでください。未解決の事項：{{ verdict.count }}件（『不足資料一覧』および "
        "NOT_READY.txt に記載）。",
        "Arbeitsentwurf, nicht zur Einreichung bestimmt. Offene Punkte: {{ verdict.count }}. Sie sind in „Fehlende "
        "Unterlagen“ und in NOT_READY.txt aufgeführt.",
    ),
    # letters
    "Amazon Seller Performance": ("Amazon（{{ case.marketplace.own }}）", "Amazon Seller Performance"),
    "{{ case.marketplace.own }}": ("セラーパフォーマンス 御中", "{{ case.marketplace.own }}"),
    "Re:": ("件名：", "Betreff:"),
    "Merchant token: ": ("マーチャントトークン：", "Händler-Token: "),
    "Dear Seller Performance team,": ("", "Sehr geehrte Damen und Herren,"),
    "Facts": ("事実関係", "Sachverhalt"),
    "Enclosures": ("添付資料", "Anlagen"),
    "Yours faithfully,": ("以上", "Mit freundlichen Grüßen"),
    "Name, position, signature of the seller": (
        "出品者の署名（氏名・役職）", "Name, Funktion und Unterschrift des Verkäufers",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: str

    def __call__(self, english: str) -> str:
        """Return what stands for an English text; raise KeyError where nobody has translated it."""
        return english if self.lang == "en" else _WORDS[english][LANGUAGES[1:].index(self.lang)]
