"""Secrets in a file's text; how they are told apart stands in the room of texts, for names and logs look there too."""

from casewright.text.secrets import MASK, SECRETS, SecretKind, black_out

__all__ = ["MASK", "SECRETS", "SecretKind", "black_out"]
