"""Word templates filled with plain data, in a sandbox, so that every value prints as it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from backsource_docs.rendering.word.escaping import attribute
from backsource_docs.rendering.word.package import unpack
from backsource_docs.rendering.word.tags import listed, prepared
from backsource_docs.rendering.word.typography import typeset

if TYPE_CHECKING:
    from jinja2 import Template

    from backsource_docs.rendering.word.sandbox import Sandbox

__all__ = ["PLACEHOLDER", "Prepared", "ShellError", "fill", "highlighted", "prepare"]

PLACEHOLDER = "<w:p><w:r><w:t><?backsource body?></w:t></w:r></w:p>"
"""Stands where the body goes; a value cannot forge it, since every value is escaped."""

_STORY = re.compile(r"word/(?:document|footnotes|header\d*|footer\d*)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})  # so that no value looks like a tag to whoever reads the file
_BLANK_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*?\[●(?:(?!</w:r>).)*</w:r>", re.DOTALL)
_AFTER_HIGHLIGHT = re.compile(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b"
)
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
_UNREADABLE = "The template is not a Word file that can be read ({})."
_UNFILLED = "The Word template cannot be filled: {}."


class ShellError(ValueError):
    """A Word template that cannot be used, with what is wrong in it."""


class Prepared(Struct, frozen=True):
    """A template taken apart: all its parts by name, and those with tags ready to be filled."""

    parts: Mapping[str, bytes]
    stories: Mapping[str, Template]


class _Placeholder:
    """What the template's body tag prints."""

    def __html__(self) -> str:
        return PLACEHOLDER


@lru_cache(maxsize=64)
def prepare(template: bytes) -> Prepared:
    """Takes a template apart, once a process; ShellError for a file or a tag that cannot be used."""
    from jinja2 import TemplateError

    try:
        parts = unpack(template)
        sources = {name: _source(part) for name, part in parts.items() if _STORY.fullmatch(name)}
        tagged = {name: source for name, source in sources.items() if "{{" in source or "{%" in source}
        return Prepared(parts, {name: _environment().from_string(source) for name, source in tagged.items()})
    except (zipfile.BadZipFile, UnicodeDecodeError, expat.ExpatError) as error:
        raise ShellError(_UNREADABLE.format(error)) from error
    except TemplateError as error:
        raise ShellError(_UNFILLED.format(str(error).rstrip("."))) from error


def fill(template: bytes, values: Mapping[str, object]) -> dict[str, str]:
    """The parts that hold tags, filled from plain values; ShellError for a tag that has no value or is misspelled."""
    from jinja2 import TemplateError

    context = {**{key: _plain(value) for key, value in values.items()}, "body": _Placeholder()}
    filled: dict[str, str] = {}
    try:
        for name, story in prepare(template).stories.items():
            filled[name] = listed(story.render(context))
            expat.ParserCreate().Parse(filled[name].encode(), True)
    except TemplateError as error:
        raise ShellError(_UNFILLED.format(str(error).rstrip("."))) from error
    except expat.ExpatError as error:
        raise ShellError(_UNFILLED.format(f"its tags leave a paragraph or a table open ({error})")) from error
    return filled


def highlighted(xml: str) -> str:
    """The XML with each run that holds a visible blank in yellow."""
    return _BLANK_RUN.sub(lambda match: _with_highlight(match[0]), xml) if "[●" in xml else xml


def _source(part: bytes) -> str:
    expat.ParserCreate().Parse(part, True)
    story = part.decode()
    _check_tags(story)
    return prepared(story)


def _check_tags(story: str) -> None:
    """Refuses a tag that is not closed within its paragraph: it would swallow what stands behind it."""
    for paragraph in _PARAGRAPH.findall(story):
        text = _MARKUP.sub("", paragraph)
        if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
            raise ShellError(f"A tag of the Word template is not closed: “{text.strip()[:60]}”.")


@cache
def _environment() -> Sandbox:
    from backsource_docs.rendering.word.sandbox import sandbox

    return sandbox(_shown)


def _shown(value: object) -> object:
    from markupsafe import Markup

    if hasattr(value, "__html__"):
        return value
    escaped = (
        attribute("" if value is None else typeset(str(value), bound=False))
        .replace("&#9;", "\t")
        .replace("&#10;", "\n")
    )
    return Markup(escaped.translate(_BRACES))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _with_highlight(run: str) -> str:
    if _HIGHLIGHT in run:
        return run
    opening = run.index(">") + 1
    if not run.startswith("<w:rPr>", opening):
        return f"{run[:opening]}<w:rPr>{_HIGHLIGHT}</w:rPr>{run[opening:]}"
    end = run.index("</w:rPr>")
    later = _AFTER_HIGHLIGHT.search(run, opening, end)
    at = later.start() if later else end
    return f"{run[:at]}{_HIGHLIGHT}{run[at:]}"
