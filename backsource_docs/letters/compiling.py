"""A Word template with docxtpl's tags compiled once: what changes from letter to letter, and all else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat

from jinja2 import Template, TemplateSyntaxError
from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.balance import is_balanced
from backsource_docs.letters.bounds import bounded, multiplies
from backsource_docs.letters.safety import UnsafeFile, opened
from backsource_docs.rendering.word.sandbox import Sandbox, sandbox
from backsource_docs.rendering.word.tags import prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Compiled", "Story", "compile_template", "marked_lines", "read_template", "shared_sandbox", "words_of_line"]

CORE = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_OVERRIDE = re.compile(
    r'<Override\b[^>]*?PartName="/([^"]*)"[^>]*?ContentType="([^"]*)"|'
    r'<Override\b[^>]*?ContentType="([^"]*)"[^>]*?PartName="/([^"]*)"'
)
_KINDS = {
    "wordprocessingml.document.main+xml": "body",
    "wordprocessingml.template.main+xml": "body",
    "wordprocessingml.header+xml": "header",
    "wordprocessingml.footer+xml": "footer",
    "wordprocessingml.footnotes+xml": "footnotes",
    "core-properties+xml": "properties",
}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN = re.compile(r"\{[{%#]")
_MARKUP = re.compile(r"<[^>]*>")
_DECLARATION = re.compile(r"^(<\?xml[^>]*\?>)\s+")
_ENCODING = re.compile(r"""^(<\?xml[^>]*?encoding=["'])[^"']*(["'])""")
_WHITE = re.compile(r"[\n\t\a\f]|\\[ntaf]")
_MAKES_LINES = re.compile(r"\|\s*(?:wordwrap|tojson|join\s*\(\s*[\"'][^\"']*\\)")
_ESCAPED_TAG = re.compile(r"\{_[{%]|[%}]_\}")
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_LOOP = re.compile(r"\{%-?\s*for\b")
_SPLICE = re.compile(r"(<w:p[ >])")
_FETCHING = ("include", "import", "from", "extends")


class Story(Struct, frozen=True):
    """A part with tags; the flags say which slow steps its letters need.

    `lines`: it may make ends of lines by itself; `braces`: it prints braces that are no tags; `grid`: the columns of a
    table may differ from letter to letter; `drawings`: a loop may print a picture twice; `torn`: its tags may leave an
    element open.
    """

    name: str
    kind: str
    template: Template
    source: str
    lines: bool
    braces: bool
    grid: bool
    drawings: bool
    torn: bool


class Compiled(Struct, frozen=True):
    """A template ready to be merged: its stories, and its other parts as they are.

    `slow` says why letters must be made by docxtpl itself; it is empty where they need not.
    """

    content: bytes
    parts: Mapping[str, bytes]
    stories: tuple[Story, ...]
    slow: str = ""


@cache
def shared_sandbox() -> Sandbox:
    """The environment of all letters: values print as they are, escaped for XML."""
    return sandbox()


def compile_template(content: bytes, file: str) -> tuple[Compiled | None, tuple[Finding, ...]]:
    """The template compiled, or None with what is wrong in it; `file` is its name for the findings."""
    try:
        parts = read_template(content)
    except UnsafeFile as error:
        remedy = "Save it in Word as a plain document (.docx) without what is named here."
        return None, (_finding("ML01", f"The template is refused. {error}", file, remedy),)
    slow = _beyond_us(parts)
    stories: list[Story] = []
    findings: list[Finding] = []
    for name, kind in _kinds(parts).items():
        if name in parts:
            story, wrong = _compiled(name, kind, _decoded(parts[name]), file)
            stories += [story] if story else []
            findings += wrong
    if findings:
        return None, tuple(findings)
    if slow and any(multiplies(shared_sandbox().parse(story.source)) for story in stories):
        message = f"The template makes values of others or repeats them, which is bounded in UTF-8 parts only: {slow}."
        return None, (_finding("ML01", message, file, "Open it in Word and save it once."),)
    if slow:
        message = f"Letters from this template are made by docxtpl, some sixty times slower: {slow}."
        findings.append(_finding("ML04", message, file, "Open it in Word and save it once.", Severity.WARNING))
    return Compiled(content, parts, tuple(stories), slow), tuple(findings)


def read_template(content: bytes) -> dict[str, bytes]:
    """The parts of a template that is safe; one saved as .dotx becomes a document. UnsafeFile as `opened` has it."""
    parts = opened(content)
    types = _decoded(parts[_TYPES]).replace("wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml")
    return {**parts, _TYPES: types.encode()}


def marked_lines(source: str) -> str:
    """The source with each paragraph on a line of its own, so that a line number leads to the words."""
    return _SPLICE.sub(r"\n\1", source.replace("\n", " "))


def _kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that may hold tags, each with what it is, by their content types."""
    found: dict[str, str] = {}
    for first, first_type, second_type, second in _OVERRIDE.findall(parts[_TYPES].decode()):
        kind = next((kind for end, kind in _KINDS.items() if (first_type or second_type).endswith(end)), None)
        if kind:
            found[first or second] = kind
    return found


def _decoded(part: bytes) -> str:
    """The text of a part, its declaration saying UTF-8 from now on."""
    text = part.decode("utf-16" if part[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    return _ENCODING.sub(r"\1UTF-8\2", text, count=1)


def _beyond_us(parts: Mapping[str, bytes]) -> str:
    """Why the compiled way is not open; empty where it is."""
    for name, kind in _kinds(parts).items():
        part = parts.get(name, b"")
        if kind == "properties" or b"{" not in part:
            continue
        if b"\0" in part[:100] or re.search(rb"""encoding=["'](?!utf-8)""", part[:100], re.IGNORECASE):
            return f"its part {name} is not written in UTF-8"
        if b"<w:body" not in part and kind == "body":
            return f"its part {name} names its elements otherwise than Word does"
    return ""


def _compiled(name: str, kind: str, text: str, file: str) -> tuple[Story | None, list[Finding]]:
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except expat.ExpatError as error:
        return None, [
            _finding("ML01", f"The part {name} of the template is damaged ({error}).", file, "Save it again.")
        ]
    source = _source(kind, text)
    if not _OPEN.search(source) and not _ESCAPED_TAG.search(source):
        return None, []
    wrong = _unclosed(source, kind, file) or _fetching(source, kind, file) or _syntax(source, kind, file)
    if wrong:
        return None, [wrong]
    tags = "".join(_TAG.findall(source))
    return (
        Story(
            name=name,
            kind=kind,
            template=shared_sandbox().from_string(bounded(shared_sandbox(), source)),
            source=source,
            lines=bool(_WHITE.search(source) or _MAKES_LINES.search(tags)),
            braces=bool(_ESCAPED_TAG.search(source)),
            grid=kind == "body" and _varying_grid(text, source),
            drawings=kind == "body" and bool(_DRAWING.search(source) and _LOOP.search(source)),
            torn=not is_balanced(source),
        ),
        [],
    )


def _source(kind: str, text: str) -> str:
    text = _DECLARATION.sub(r"\1", text.rstrip())
    if kind == "properties":
        return _TAG.sub(lambda tag: unescape(tag[0]), text)
    source = prepared(text)
    return _numbered_drawings(source) if kind == "body" else source


def _numbered_drawings(source: str) -> str:
    """The pictures numbered from 1001 on, as docxtpl numbers them."""
    numbers = iter(range(1001, 1001 + len(source)))
    return _DRAWING.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", source)


def _unclosed(source: str, kind: str, file: str) -> Finding | None:
    marked = marked_lines(source)
    left = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), marked)
    opening = re.search(r"\{[{%]", left)
    if opening is None:
        return None
    words = words_of_line(marked, left.count("\n", 0, opening.start()) + 1)
    remedy = "Close it in the paragraph in which it begins."
    return _finding("ML02", f"A tag is not closed, in the {kind} near “{words}”.", file, remedy)


def _fetching(source: str, kind: str, file: str) -> Finding | None:
    for tag in _TAG.findall(source):
        words = re.findall(r"\w+", tag[2:20])
        if tag.startswith("{%") and words and words[0] in _FETCHING:
            message = f"The tag “{tag}” in the {kind} takes in another file, which a template must not."
            return _finding("ML02", message, file, "Copy its text into this template.")
    return None


def _syntax(source: str, kind: str, file: str) -> Finding | None:
    marked = marked_lines(source)
    try:
        shared_sandbox().parse(marked)
        shared_sandbox().compile(marked)
    except TemplateSyntaxError as error:
        words = words_of_line(marked, error.lineno)
        message = f"A tag cannot be read: {str(error.message).rstrip('.')}, in the {kind} near “{words}”."
        return _finding("ML02", message, file, "Correct the tag in Word, and type it in one go.")
    return None


def words_of_line(marked: str, number: int) -> str:
    """The words of a paragraph that a line number of the marked source leads to, sixty letters at most."""
    lines = marked.split("\n")
    near: Iterable[str] = lines[max(number - 1, 0) :]
    return next(_worded(near), "")


def _worded(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        words = " ".join(unescape(_MARKUP.sub("", line)).split())
        if words:
            yield words if len(words) <= 60 else f"{words[:59]}…"


def _varying_grid(text: str, source: str) -> bool:
    """Whether the columns of a table can differ from its grid, so that each letter needs the grid evened out."""
    if "<w:tbl>" not in text and "<w:tbl " not in text:
        return False
    if re.search(r"\{[{%]\s*tc\s|<w:gridSpan w:val=\"\{\{|\{%\s*hm\b", text) or 'gridSpan w:val="{' in source:
        return True
    from backsource_docs.letters.grids import uneven

    return uneven(text)


def _finding(code: str, message: str, file: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, severity, message, Place(file), remedy)
