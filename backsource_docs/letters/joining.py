"""Many letters in one Word file: each a section of its own, with its own headers, page numbers, lists and names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from backsource_docs.letters.compiling import Compiled
from backsource_docs.letters.lists import Lists
from backsource_docs.letters.sections import begun, closed
from backsource_docs.letters.uniting import Names, counted

__all__ = ["LONGEST_FILE", "Joined", "mark_of", "unjoinable"]

LONGEST_FILE = 10_000
"""So many letters one file has at most; more of them no word processor opens in good time."""

_DOCUMENT, _TYPES, _NUMBERING = "word/document.xml", "[Content_Types].xml", "word/numbering.xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_BODY = re.compile(r"<w:body\b[^>]*>")
_SECTION = re.compile(r"<w:sectPr\b[^>]*?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(r'<w:(header|footer)Reference\b[^>]*?w:type="(\w+)"')
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*?/>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIRST = re.compile(r"<w:p(?:\s[^>]*)?(?<!/)>(?:<w:pPr/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_NOTED = re.compile(r"<w:(footnoteReference|endnoteReference|commentReference|ins|del|moveFrom|moveTo)\b")
_SAID = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}


def mark_of(number: int) -> str:
    """The bookmark with which the letter of that place in a marked file begins, counted from 1."""
    return f"letter{number}"


def unjoinable(compiled: Compiled) -> str:
    """Why letters from this template cannot stand in one file; empty where they can."""
    if compiled.slow:
        return f"its letters are made by docxtpl, for {compiled.slow}"
    text = next((story.source for story in compiled.stories if story.name == _DOCUMENT), "")
    if not (_BODY.search(text) and _SECTION.search(text)):
        return "its body has no tag, or is built otherwise than Word does it"
    noted = _NOTED.search(text)
    if noted:
        return f"it has {_SAID.get(noted[1], 'tracked changes')}"
    if len({frozenset(_REFERENCE.findall(section)) for section in _SECTION.findall(text)}) > 1:
        return "its sections differ in the kinds of their headers and footers"
    return ""


class Joined:
    """A Word file to which letters are added one by one; the same letters give the same bytes.

    `pages` above 0 writes the number of pages of a letter as text; else it is a field for the pages of the section,
    which Word knows. With `marked` a bookmark begins each letter, named by `mark_of`.
    """

    def __init__(self, file: BinaryIO, compiled: Compiled, *, pages: int = 0, marked: bool = False) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._compiled, self._pages, self._marked = compiled, pages, marked
        self._linked = {
            f"word/{_attribute(one, 'Target')}": one for one in _RELATIONSHIP.findall(_text(compiled, _RELATIONSHIPS))
        }
        self._names = Names()
        self._lists = Lists(_text(compiled, "word/styles.xml"), _text(compiled, _NUMBERING))
        self._own: dict[str, bytes] = {}
        self._links: list[str] = []
        self._count = 0
        self._open = ("", "")
        self._document = self._zip.open(_entry(_DOCUMENT), "w", force_zip64=True)

    def add(self, stories: Mapping[str, bytes]) -> None:
        """Adds a letter by its stories, as `Merger.stories` makes them."""
        self._count += 1
        text = stories[_DOCUMENT].decode()
        opening = _BODY.search(text)
        assert opening is not None  # `unjoinable` has seen it
        head = text[: opening.end()] if self._count == 1 else closed(*self._open)
        self._document.write(head.encode())
        inside = text[opening.end() : text.rindex("</w:body>")]
        inside = self._names.unique(self._lists.restarted(inside, self._count), self._count)
        inside = begun(self._headed(inside, stories))
        place = inside.rindex("<w:sectPr")
        mark = self._names.bookmark(mark_of(self._count)) if self._marked else ""
        body = counted(inside[:place], self._pages)
        self._open = _FIRST.sub(lambda first: first[0] + mark, body, count=1), inside[place:]

    def finish(self) -> None:
        """Writes the end of the last letter and all other parts."""
        self._document.write("".join([*self._open, "</w:body></w:document>"]).encode())
        self._document.close()
        for name, part in {**self._shared(), **self._own}.items():
            self._zip.writestr(_entry(name), part)
        self._zip.close()

    def _headed(self, inside: str, stories: Mapping[str, bytes]) -> str:
        """The letter with references to headers and footers of its own where these hold tags."""
        for story in self._compiled.stories:
            link = self._linked.get(story.name)
            if link is None or story.kind not in ("header", "footer"):
                continue
            old, new = _attribute(link, "Id"), f"{_attribute(link, 'Id')}_{self._count}"
            name = f"{story.name.removesuffix('.xml')}_{self._count}.xml"
            text = self._names.unique(stories[story.name].decode(), self._count)
            self._own[name] = counted(text, self._pages).encode()
            relations = self._compiled.parts.get(_relations(story.name))
            if relations:
                self._own[_relations(name)] = relations
            target = name.removeprefix("word/")
            link = link.replace(f'"{old}"', f'"{new}"').replace(f'"{_attribute(link, "Target")}"', f'"{target}"')
            self._links.append(link)
            inside = inside.replace(f'r:id="{old}"', f'r:id="{new}"')
        return inside

    def _shared(self) -> dict[str, bytes]:
        """The parts that all letters share."""
        changing = {story.name: story for story in self._compiled.stories}
        parts = {name: part for name, part in self._compiled.parts.items() if name not in changing}
        parts |= {story.name: _emptied(story.source) for story in changing.values() if story.kind == "properties"}
        for name in parts:
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                parts[name] = counted(parts[name].decode(), self._pages).encode()
        gone = {story.name for story in changing.values() if story.kind in ("header", "footer")}
        links = [link for name, link in self._linked.items() if name not in gone] + self._links
        relations = _text(self._compiled, _RELATIONSHIPS)
        head = relations[: relations.index("<Relationship ")] if "<Relationship " in relations else relations
        parts[_RELATIONSHIPS] = f"{head}{''.join(links)}</Relationships>".encode()
        parts[_TYPES] = self._types(gone).encode()
        if self._lists.numbering:
            parts[_NUMBERING] = self._lists.numbering.encode()
        return parts

    def _types(self, gone: Iterable[str]) -> str:
        """The list of content types with the headers and footers of each letter for those of the template."""
        types = _text(self._compiled, _TYPES)
        for former in gone:
            override = next(one for one in re.findall(r"<Override\b[^>]*?/>", types) if f'"/{former}"' in one)
            base = former.removesuffix(".xml")
            own = (f"{base}_{number}.xml" for number in range(1, self._count + 1))
            types = types.replace(override, "".join(override.replace(f'"/{former}"', f'"/{name}"') for name in own))
        return types


def _emptied(source: str) -> bytes:
    """Properties of the file, the reader's left out."""
    return _TAG.sub("", source).encode()


def _relations(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', element)
    return found[1] if found else ""


def _text(compiled: Compiled, name: str) -> str:
    return compiled.parts.get(name, b"").decode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
