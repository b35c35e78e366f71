"""Letters as drafts of e-mails (.eml), to be looked at and sent from a mail program; nothing is sent here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from xml.etree import ElementTree

from backsource_docs.letters.addresses import Mail, fault_of_address
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.rendering.word.package import unpack

__all__ = ["as_mail", "words_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def as_mail(letter: bytes, file: str, values: Mapping[str, object], mail: Mail) -> bytes:
    """The draft that carries a letter, attached under the name `file` or as its body; Unmergeable without an address.

    A draft has no day and no number of its own: the mail program gives both when it is sent.
    """
    address = str(values.get("email", ""))
    if fault := fault_of_address(address):
        raise Unmergeable(fault)
    message = EmailMessage(SMTP)
    message["X-Unsent"] = "1"
    if mail.sender:
        message["From"] = Address(addr_spec=mail.sender)
    message["To"] = Address(_line(str(values.get("name", ""))), addr_spec=address)
    message["Subject"] = _line(mail.subject)
    if mail.as_body:
        message.set_content(words_of(letter), cte="quoted-printable")
        return message.as_bytes()
    message.set_content(f"{values.get('salutation', '')},\n\n{_line(mail.subject)}: {file}\n", cte="quoted-printable")
    message.add_attachment(letter, maintype=_WORD[0], subtype=_WORD[1], filename=file)
    message.set_boundary(f"=={hashlib.sha256(letter).hexdigest()[:40]}==")
    return message.as_bytes()


def words_of(letter: bytes) -> str:
    """The words of a letter as plain text, a line for each paragraph."""
    body = ElementTree.fromstring(unpack(letter)["word/document.xml"])
    lines = (_words(paragraph) for paragraph in body.iter(f"{_W}p"))
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(line.rstrip() for line in lines)).strip() + "\n"


def _words(paragraph: ElementTree.Element) -> str:
    return "".join(_printed(paragraph))


def _printed(paragraph: ElementTree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif node.tag == f"{_W}tab":
            yield " "


def _line(text: str) -> str:
    """A text as one line of a header, whatever it holds."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
