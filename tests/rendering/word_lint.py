"""Our own lint of Word files: what a schema check does not see."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LARGEST = 0x7FFFFFFF
STORY = re.compile(r"word/(document|header\d*|footer\d*|comments)\.xml")
NUMBERED = ("bookmarkStart", "comment", "ins", "del", "num", "abstractNum")


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def lint(docx: bytes) -> list[str]:
    """What is wrong with the file, a line each."""
    parts = parts_of(docx)
    trees = {name: ElementTree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    stories = {name: tree for name, tree in trees.items() if STORY.fullmatch(name)}
    problems = [*_types(parts, trees), *_relationships(parts, trees), *_bookmarks(stories), *_ids(trees)]
    for name, story in stories.items():
        problems += [f"{name}: {problem}" for problem in (*_fields(story, _names(stories)), *_text(story))]
    return problems


def fields_of(story: ElementTree.Element) -> Iterator[tuple[list[str], str]]:
    """The code, in words, and the cached text of each field; ValueError where they are not balanced."""
    stack: list[list[str]] = []
    for element in story.iter():
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            stack.append(["", "", ""])
        elif kind == "separate":
            stack[-1][2] = "shown"
        elif kind == "end":
            code, text, _ = stack.pop()
            yield code.split(), text
        elif element.tag == f"{W}instrText" and stack:
            stack[-1][0] += element.text or ""
        elif element.tag == f"{W}t" and stack and stack[-1][2]:
            stack[-1][1] += element.text or ""
    if stack:
        raise ValueError("a field has no end")


def _names(stories: dict[str, ElementTree.Element]) -> list[str]:
    return [mark.get(f"{W}name", "") for story in stories.values() for mark in story.iter(f"{W}bookmarkStart")]


def _types(parts: dict[str, bytes], trees: dict[str, ElementTree.Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    overrides = [override.get("PartName", "") for override in types.iter(f"{TYPES}Override")]
    extensions = {default.get("Extension") for default in types.iter(f"{TYPES}Default")}
    for name in parts:
        if name != "[Content_Types].xml" and f"/{name}" not in overrides and name.rpartition(".")[2] not in extensions:
            yield f"{name} has no content type"
    for name, count in Counter(overrides).items():
        if count > 1 or name[1:] not in parts:
            yield f"the content type of {name} is stated {count} times, or for no part"


def _relationships(parts: dict[str, bytes], trees: dict[str, ElementTree.Element]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        links = list(tree.iter(RELATIONSHIP))
        for identity, count in Counter(link.get("Id") for link in links).items():
            if count > 1:
                yield f"{name}: relationship {identity} again"
        for link in links:
            target = posixpath.normpath(posixpath.join(base, link.get("Target", "")))
            if link.get("TargetMode") != "External" and target.lstrip("/") not in parts:
                yield f"{name}: {link.get('Target')} leads nowhere"


def _bookmarks(stories: dict[str, ElementTree.Element]) -> Iterator[str]:
    starts = [mark.get(f"{W}id") for story in stories.values() for mark in story.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for story in stories.values() for mark in story.iter(f"{W}bookmarkEnd")]
    if Counter(starts) != Counter(ends) or len(set(starts)) != len(starts):
        yield "bookmark ids do not pair, or are not unique"
    for name, count in Counter(_names(stories)).items():
        if count > 1 or not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII):
            yield f"bookmark name {name!r} stands {count} times, or is no name"


def _ids(trees: dict[str, ElementTree.Element]) -> Iterator[str]:
    for name, tree in trees.items():
        paragraphs = Counter(p.get(f"{W14}paraId") for p in tree.iter(f"{W}p") if p.get(f"{W14}paraId"))
        yield from (f"{name}: paraId {identity} again" for identity, count in paragraphs.items() if count > 1)
        for kind in NUMBERED:
            attribute = {"num": "numId", "abstractNum": "abstractNumId"}.get(kind, "id")
            ids = [int(element.get(f"{W}{attribute}", "0")) for element in tree.iter(f"{W}{kind}")]
            if len(set(ids)) != len(ids) or any(not 1 <= number <= LARGEST for number in ids):
                yield f"{name}: ids of {kind} are not unique, or out of range"


def _fields(story: ElementTree.Element, names: list[str]) -> Iterator[str]:
    for code, cached in fields_of(story):
        if code[:1] in (["REF"], ["PAGEREF"]):
            if len(code) < 2 or code[1] not in names:
                yield f"{' '.join(code)} has no such bookmark"
            if not cached.strip():
                yield f"{' '.join(code)} has no cached text"
    for link in story.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") not in names:
            yield f"a link to {link.get(f'{W}anchor')} leads nowhere"


def _text(story: ElementTree.Element) -> Iterator[str]:
    for text in story.iter(f"{W}t"):
        if re.search(r"\{\{|\}\}|\{%|%\}", text.text or ""):
            yield f"a tag is left in {text.text!r}"
    if story.find(f".//{W}del//{W}t") is not None:
        yield "w:t stands inside w:del"
