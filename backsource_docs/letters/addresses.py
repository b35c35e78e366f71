"""E-mail addresses, and what all drafts of a run have in common."""

from __future__ import annotations

import re

from msgspec import Struct

__all__ = ["Mail", "fault_of_address"]

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
_ADDRESS = re.compile(f"{_LOCAL}@{_DOMAIN}")
_LONGEST_ADDRESS = 254


class Mail(Struct, frozen=True):
    """How the drafts are written: subject, the sender's address if any, and whether the letter is the body itself."""

    subject: str
    sender: str = ""
    as_body: bool = False


def fault_of_address(address: str) -> str:
    """Why a draft cannot go to this address; empty where it can."""
    if not address:
        return "it has no e-mail address"
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return f"“{' '.join(address.split())[:60]}” is no e-mail address"
    return ""
