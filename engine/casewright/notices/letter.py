"""The notice itself, taken out of what the client passed on: forwards, comments, signatures, small print apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from casewright.model import LeftOut
from casewright.notices.closings import without_tail
from casewright.notices.comments import script, weight, without_comments
from casewright.notices.thread import Message, messages_in
from casewright.text.search import plain

_PREFIX = re.compile(
    r"^(?:(?:fwd?|fw|re|aw|wg|tr|rv|rif|enc|i|r|转发|回复|转|答复|回覆|轉寄|転送|返信)\s*[:：]\s*)+", re.IGNORECASE
)
_AMAZON_HOST = re.compile(r"@(?:[\w-]+\.)*amazon\.[a-z.]{2,6}\b", re.IGNORECASE)
_AMAZON_NAME = re.compile(r"amazon|亚马逊|アマゾン|卖家绩效|seller (?:performance|support|central)", re.IGNORECASE)
_AMAZON_STAFF = re.compile(r"运营|客服|[部组]\b|\bops\b|operation|agency|代运营", re.IGNORECASE)
_TO_AMAZON = re.compile(
    r"^\W*(?:dear|hello|hi|to)\s+(?:the\s+)?(?:amazon|seller[- ]performance|seller support|sir)"
    r"|^\W*(?:尊敬的)?亚马逊(?:团队|客服|卖家)"
    r"|^\W*(?:sehr geehrte[rs]?|liebes|cher|chère|estimado|gentile)\s+(?:\w+\s+)?amazon",
    re.IGNORECASE,
)

#: A message shorter than this is only a cover note over the one it forwards; one from Amazon itself may be shorter.
_COVER, _SHORT = 160, 40


@dataclass(frozen=True, slots=True)
class Letter:
    """One message: its own headers as they stand, and its text without quote marks or comments.

    ``left_out`` is all that stood around and between its words, in the order in which it was found.
    """

    body: str
    subject: str = ""
    sender: str = ""
    sent: str = ""
    reply_to: str = ""
    forwarded_by: str = ""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def sent_at(self) -> datetime | None:
        """Return the header's moment where it carries a zone."""
        try:
            moment = parsedate_to_datetime(self.sent)
        except (TypeError, ValueError, IndexError):
            try:
                moment = datetime.fromisoformat(self.sent.strip())
            except ValueError:
                return None
        return moment if moment.tzinfo is not None else None

    @property
    def comments(self) -> tuple[str, ...]:
        """Return what staff or client wrote between its lines."""
        return self._left("comment")

    @property
    def signature(self) -> str:
        """Return the signature of whoever passed it on."""
        return "\n".join(self._left("signature"))

    @property
    def footer(self) -> str:
        """Return the small print that was hung on by mail programs and companies that passed it on."""
        return "\n".join(self._left("footer"))

    @property
    def earlier(self) -> tuple[str, ...]:
        """Return the messages of the thread that stand below it."""
        return self._left("earlier")

    def _left(self, kind: str) -> tuple[str, ...]:
        return tuple(each.text for each in self.left_out if each.kind == kind)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A message and what is left of it without comments and tail."""

    message: Message
    body: str
    left: tuple[LeftOut, ...]

    def field(self, name: str) -> str:
        return self.message.fields.get(name, "")


def open_letter(text: str) -> Letter:
    """Return the notice within a text, and what stood around it.

    Of a thread it is the first message by Amazon, else the first that is more than a cover note.
    """
    shown = [_shown(message) for message in messages_in(plain(text))]
    chosen = _chosen(shown)
    at = shown.index(chosen)
    first = shown[0]
    own = chosen.field("subject") or next((each.field("subject") for each in shown if each.field("subject")), "")
    subject = _PREFIX.sub("", own)
    passed_on = _PREFIX.match(first.field("subject")) and not _from_amazon(first)  # Amazon answers with "Re:" too
    by = first.field("from") if chosen is not first or passed_on else ""
    left = (*_around(shown[:at], "cover"), *chosen.left, *_around(shown[at + 1 :], "earlier"))
    if chosen is first and by:  # forwarded without the original's headers: the sender is not the writer
        return Letter(chosen.body, subject, forwarded_by=by, left_out=left)
    carrier = _carrier(shown, at)
    return Letter(
        chosen.body, subject, carrier.field("from"), carrier.field("date"), carrier.field("reply_to"), by, left
    )  # fmt: skip


def _shown(message: Message) -> _Shown:
    body, tail = without_tail(message.text)
    body, comments = without_comments(body)
    left = [LeftOut("comment", comment) for comment in (*message.answers, *comments)]
    left += [LeftOut(kind, words) for kind, words in tail]
    return _Shown(message, body.strip("\n"), tuple(left))


def _chosen(shown: Sequence[_Shown]) -> _Shown:
    """Return the notice of a thread; a seller's own letter to Amazon is none."""
    for least, test in ((_SHORT, _from_amazon), (_COVER, _names_amazon), (_COVER, _is_not_to_amazon), (_COVER, bool)):
        found = next((each for each in shown if test(each) and weight(each.body) >= least), None)
        if found is not None:
            return found
    return max(shown, key=lambda each: weight(each.body))


def _from_amazon(shown: _Shown) -> bool:
    return _AMAZON_HOST.search(shown.field("from")) is not None


def _names_amazon(shown: _Shown) -> bool:
    sender = shown.field("from")
    return _AMAZON_NAME.search(sender) is not None and not _AMAZON_STAFF.search(sender)


def _is_not_to_amazon(shown: _Shown) -> bool:
    return not _TO_AMAZON.match(shown.body[:200])


def _carrier(shown: Sequence[_Shown], at: int) -> _Shown:
    """Return the message whose headers count: a file attached to Amazon's own mail came from Amazon."""
    chosen = shown[at]
    if "file" in chosen.message.fields and not chosen.field("from"):
        mail = next((each for each in reversed(shown[:at]) if "file" not in each.message.fields), chosen)
        return mail if _from_amazon(mail) else chosen
    return chosen


def _around(shown: Sequence[_Shown], kind: str) -> list[LeftOut]:
    left = []
    for each in shown:
        if each.body.strip():
            left.append(LeftOut("attached" if "file" in each.message.fields else kind, each.body.strip()))
        left += each.left
    return left


__all__ = ["Letter", "open_letter", "script", "weight"]
