"""The gate before a file goes out: what it holds that the other side must not see."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from backsource_docs.rendering.word.package import unpack
from backsource_docs.rendering.word.properties import PRODUCT

__all__ = ["find_leaks"]

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<w:(?:br|tab|cr)\b[^>]*/>|</w:p>")
_FIELD_CODE = re.compile(r"<w:instrText\b[^>]*>[^<]*</w:instrText>")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_COMMENT_ANCHOR = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b")
_REVISION = re.compile(r"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|sectPrChange|tblPrChange|cellIns|cellDel)\b")
_AUTHOR = re.compile(r'\bw(?:15)?:author="([^"]*)"')
_PERSON = re.compile(r"<(?:cp:lastModifiedBy|Manager|HyperlinkBase|Template)>([^<]*)<")
_PATH = re.compile(r"""(?:file:///?|(?<![\w/.:])/(?:home|work|root|tmp|Users|var|mnt)/|\b[A-Za-z]:\\+)[^\s"'<>]*""")
_INTERNAL_PARTS = re.compile(r"word/(?:comments\w*|people|glossary/.*)\.xml|docProps/(?:custom\.xml|thumbnail\..*)")
_INVISIBLE = re.compile(r"<w:vanish(?:/>| w:val=\"(?:1|true|on)\")")


def find_leaks(docx: bytes, secrets: Iterable[str]) -> list[str]:
    """What a Word file gives away, a sentence each: comments, revisions, names, paths, and any of the secrets."""
    hidden = [secret for secret in secrets if secret.strip()]
    return [leak for name, part in unpack(docx).items() for leak in _leaks_of(name, part, hidden)]


def _leaks_of(name: str, part: bytes, secrets: list[str]) -> Iterator[str]:
    if _INTERNAL_PARTS.fullmatch(name):
        yield f"The file has the internal part {name}."
    text = part.decode("utf-8", "replace")
    readings = _readings(text)
    if name.endswith((".xml", ".rels")):
        yield from _leaks_of_markup(name, text)
        for path in dict.fromkeys(found[0] for reading in readings for found in _PATH.finditer(reading)):
            yield f"The part {name} holds a path: “{path}”."
    for secret in secrets:
        if any(_flat(secret) in reading for reading in readings):
            yield f"The part {name} holds an internal text: “{secret}”."


def _leaks_of_markup(name: str, xml: str) -> Iterator[str]:
    if _COMMENT_ANCHOR.search(xml):
        yield f"The part {name} has a comment."
    if _REVISION.search(xml):
        yield f"The part {name} has tracked changes."
    if _INVISIBLE.search(xml) and not name.endswith("styles.xml"):
        yield f"The part {name} has hidden text."
    for author in dict.fromkeys([*_AUTHOR.findall(xml), *_PERSON.findall(xml)]):
        if html.unescape(author) not in ("", PRODUCT):
            yield f"The part {name} names a person or a machine: “{html.unescape(author)}”."


def _readings(part: str) -> tuple[str, str]:
    """The words as they are read, runs joined and field codes left out; and once each what stands beside them."""
    aside = dict.fromkeys([*_ATTRIBUTE.findall(part), *_FIELD_CODE.findall(part), *_REMARK.findall(part)])
    read = _TAG.sub("", _BREAK.sub(" ", _FIELD_CODE.sub("", part)))
    return _flat(html.unescape(read)), _flat(html.unescape("\n".join(aside)))


def _flat(text: str) -> str:
    """Words alone: the same whatever spaces stand between them and however their quotation marks were set."""
    for typographic, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(typographic, straight)
    return " ".join(text.split())
