"""Word templates filled with plain data by docxtpl, in a sandbox, so that every value prints as it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from backsource_docs.rendering.word.escaping import attribute
from backsource_docs.rendering.word.package import unpack

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["PLACEHOLDER", "ShellError", "fill", "highlighted"]

PLACEHOLDER = "<w:p><w:r><w:t><?backsource body?></w:t></w:r></w:p>"
"""Stands where the body goes; a value cannot forge it, since every value is escaped."""

_STORY = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})  # docxtpl rewrites "{_{" in what it has rendered
_BLANK_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*?\[●(?:(?!</w:r>).)*</w:r>", re.DOTALL)
_AFTER_HIGHLIGHT = re.compile(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b"
)
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'


class ShellError(ValueError):
    """A Word template that cannot be used, with what is wrong in it."""


_UNREADABLE = "The template is not a Word file that can be read ({})."


class _Placeholder:
    """What the template's body tag prints."""

    def __html__(self) -> str:
        return PLACEHOLDER


def fill(template: bytes, values: Mapping[str, object]) -> bytes:
    """The Word file with its tags filled from plain values; ShellError for a tag that has no value or is misspelled."""
    from docxtpl import DocxTemplate  # imported late: it costs a fifth of a second
    from jinja2 import TemplateError

    _check_tags(template)
    context = {**{key: _plain(value) for key, value in values.items()}, "body": _Placeholder()}
    try:
        opened = DocxTemplate(io.BytesIO(template))
        opened.render(context, _environment(), autoescape=True)
    except TemplateError as error:
        raise ShellError(f"The Word template cannot be filled: {str(error).rstrip('.')}.") from error
    except (KeyError, ValueError) as error:
        raise ShellError(_UNREADABLE.format(error)) from error
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def highlighted(xml: str) -> str:
    """The XML with each run that holds a visible blank in yellow."""
    return _BLANK_RUN.sub(lambda match: _with_highlight(match[0]), xml) if "[●" in xml else xml


def _check_tags(template: bytes) -> None:
    """Refuses a tag that is not closed within its paragraph: docxtpl would swallow what stands behind it."""
    try:
        parts = unpack(template)
    except zipfile.BadZipFile as error:
        raise ShellError(_UNREADABLE.format(error)) from error
    for name, part in parts.items():
        if _STORY.fullmatch(name):
            for paragraph in _PARAGRAPH.findall(part.decode()):
                text = _MARKUP.sub("", paragraph)
                if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
                    raise ShellError(f"A tag of the Word template is not closed: “{text.strip()[:60]}”.")


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_shown)


def _shown(value: object) -> object:
    from markupsafe import Markup

    if hasattr(value, "__html__"):
        return value
    escaped = attribute("" if value is None else str(value)).replace("&#9;", "\t").replace("&#10;", "\n")
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
