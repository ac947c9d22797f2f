"""Passwords, codes and keys in texts, cells and names: found, counted, taken out; the value itself goes nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casewright.model import Bilingual

MASK = "●●●●"
#: Stands where a secret stood in a cell or a name.
REMOVED = "【已移除 removed】"


@dataclass(frozen=True, slots=True)
class SecretKind:
    """One kind of secret and the pattern that finds it; group 1 is the value to black out.

    ``words``: one of these, in small letters, stands in every text that holds it. Looking for a word in 20 MB of orders
    takes milliseconds, the pattern a second.
    """

    label: Bilingual
    words: tuple[str, ...]
    pattern: re.Pattern[str]


def _kind(zh: str, en: str, words: str, pattern: str, flags: int = 0) -> SecretKind:
    return SecretKind(Bilingual(zh, en), tuple(words.split("|")), re.compile(pattern, flags))


#: A typed password holds a digit or a sign and is neither a link nor already stars.
_VALUE = r"((?!https?:)(?=[^\s]*[\d!@#$%^&+=~])(?![*●xX•.]+(?:\s|$))[!-~]{6,64})"

SECRETS = (
    _kind("MWS 授权令牌", "MWS token", "amzn.mws.", r"(amzn\.mws\.[0-9a-f]{8}-[0-9a-f-]{20,40})"),
    _kind("LWA 客户端密钥", "LWA client secret", "amzn1.oa2-cs.", r"(amzn1\.oa2-cs\.v1\.[0-9a-f]{32,80})"),
    _kind("LWA 客户端编号", "LWA client id", "amzn1.application-oa2", r"(amzn1\.application-oa2-client\.[0-9a-f]{32})"),
    _kind("SP-API 令牌", "SP-API token", "atzr|atza", r"(Atz[ra]\|[\w+/=-]{20,})"),
    _kind("AWS 访问密钥", "AWS access key", "akia|asia", r"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b"),
    _kind("AWS 私密密钥", "AWS secret key", "aws",
          r"(?i:aws.{0,20}?secret.{0,20}?)[\"'\s:=]{1,5}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
    _kind("私钥", "private key", "private key-----",
          r"(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----.{1,8000}?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|\Z))",
          re.DOTALL),
    _kind("登录令牌 (JWT)", "login token (JWT)", "eyj", r"\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})"),
    _kind("登录 Cookie", "login cookie", "session-token|x-main|at-main",
          r"(?i:\b(?:session-token|x-main|at-main|sess-at-main))\s*[=:]\s*\"?([\w+/=|-]{16,})"),
    _kind("密码", "password", "password|passcode|passwd|passwort|pwd|パスワード|mot de passe",
          r"(?i:\bpass(?:word|code|wd)\b|\bpwd\b|パスワード|\bPasswort\b|mot de passe)"
          r"\s{0,3}(?:[:：=]|是|为|\bis\b)\s{0,3}[\"'“]?" + _VALUE),
    _kind("密码", "password", "密码|密 码|口令",
          r"(?:密\s?码|口令)\s{0,3}(?:[:：=]|是|为)\s{0,3}[\"'“]?"
          r"((?!https?:)(?![*●xX•.]+(?:\s|$))[!-~]{6,64})"),
    _kind("验证码", "one-time code", "验证码|动态码|otp|security code|verification code|one-time|one time",
          r"(?i:验证码|动态码|\bOTP\b|(?:verification|security|one[- ]time) (?:pass)?code)"
          r"\s{0,3}(?:[:：=]|是|为|\bis\b)\s{0,3}(\d{4,8})(?!\d)"),
)  # fmt: skip


def black_out(text: str) -> tuple[str, tuple[tuple[SecretKind, int], ...]]:
    """Return the text with each secret's value blacked out, and the kinds found with how often each stands in it."""
    hits = tuple(_spans(text))
    spans = sorted(span for _, found in hits for span in found)
    masked = "".join(_masked(text, spans)) if spans else text
    return masked, tuple((kind, len(found)) for kind, found in hits)


def _spans(text: str) -> Iterator[tuple[SecretKind, list[tuple[int, int]]]]:
    small = text.lower()
    for kind in SECRETS:
        if any(word in small for word in kind.words):
            spans = [match.span(1) for match in kind.pattern.finditer(text)]
            if spans:
                yield kind, spans


def _masked(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in spans:
        if start >= done:
            yield text[done:start]
            yield MASK
        done = max(done, end)
    yield text[done:]


_PASSWORD = Bilingual("密码", "password")
_CODE = Bilingual("验证码或恢复码", "verification or recovery code")
_KEY = Bilingual("密钥", "key")

NAMES_LOGIN = r"(?:密\s*码|口\s*令|pass\s?words?|passwd|pwd|passcode)"
NAMES_CODE = (
    r"(?:验证码|校验码|动态码|恢复码|备用码|verification\s+codes?|security\s+codes?|recovery\s+codes?"
    r"|backup\s+codes?|one[- ]time\s+(?:pass)?codes?|\bOTP|\b2FA(?:\s+codes?)?)"
)
NAMES_KEY = r"(?:API\s*密钥|MWS\s*密钥|密钥|secret\s*(?:access\s*)?key|api\s*key|client\s*secret)"
_NOTHING = r"(?!(?:n/?a|none|unknown|required|removed|[*●xX•.-]+)(?:\b|\s|$))"
#: A day such as 2026-11-22 beside the word is no code.
_NO_DAY = r"(?!(?:19|20)\d\d-?\d\d?-?\d\d?(?!\d))"

#: A cell or a name is short and typed for one purpose, so looser readings hold here than in the running text of a file.
_IN_CELLS = tuple(
    SecretKind(label, (), re.compile(pattern, re.IGNORECASE))
    for label, pattern in (
        (_PASSWORD, rf"{NAMES_LOGIN}[^\S\n]*(?:[:：=＝]|是|为)[^\S\n]*({_NOTHING}[!-~！-～]{{4,}})"),
        (_PASSWORD, rf"{NAMES_LOGIN}[^\S\n]+((?=[!-~]*\d)(?=[!-~]*[A-Za-z])[!-~]{{6,}})"),
        (_CODE, rf"{NAMES_CODE}[^\S\n]*(?:[:：=＝]|是|为)?[^\S\n]*{_NO_DAY}((?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{{3,}})"),
        (_KEY, rf"{NAMES_KEY}[^\S\n]*(?:[:：=＝]|是|为)[^\S\n]*({_NOTHING}[!-~]{{8,}})"),
    )
)
#: One of these stands, in small letters, in every text that holds a secret; most cells are done with this one look.
_ROOTS = tuple(dict.fromkeys([
    "密", "口", "pass", "pwd", "验证码", "校验码", "动态码", "恢复码", "备用码", "code", "otp", "2fa", "secret", "key",
    *(word for kind in SECRETS for word in kind.words),
]))  # fmt: skip


def _may_hold(text: str) -> bool:
    small = text.lower()
    return any(root in small for root in _ROOTS)


def scrub(text: str) -> tuple[str, tuple[Bilingual, ...]]:
    """Return a short text without the secrets in it, and what sort each was."""
    sorts: list[Bilingual] = []
    if not _may_hold(text):
        return text, ()
    for kind in (*SECRETS, *_IN_CELLS):
        clean = kind.pattern.sub(_without_value, text)
        if clean != text:
            sorts.append(kind.label)
            text = clean
    return text, tuple(dict.fromkeys(sorts))


def _without_value(match: re.Match[str]) -> str:
    whole, start = match[0], match.start()
    if REMOVED in whole:
        return whole
    return whole[: match.start(1) - start] + REMOVED + whole[match.end(1) - start :]


#: In a name no colon can stand between the word and the value, and blanks are often avoided.
_GLUED = re.compile(rf"(密\s*码|口\s*令)(?=[!-~])|({NAMES_LOGIN}|{NAMES_CODE})-+", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@lru_cache(maxsize=1 << 16)
def clean_name(name: str) -> str:
    """Return the name of a file or folder, or a path, without the secrets in it; its ending stays."""
    return "/".join(_clean_part(part) for part in name.split("/")) if _may_hold(name) else name


def _clean_part(part: str) -> str:
    found = _ENDING.search(part)
    ending = found[0] if found else ""
    stem = part.removesuffix(ending)
    for text in (stem, _GLUED.sub(_apart, re.sub("[_＿]+", " ", stem))):
        clean, sorts = scrub(text)
        if sorts:
            return clean + ending
    return part


def _apart(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]} "
