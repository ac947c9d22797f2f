"""Passwords and keys in a file's text: found, counted, blacked out; the value itself goes nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casewright.model import Bilingual

MASK = "●●●●"


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
