"""Word templates filled with plain data, as docxtpl fills them: its clean-up of tags once, then jinja alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from backsource_docs.rendering.word.escaping import attribute
from backsource_docs.rendering.word.package import unpack

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["PLACEHOLDER", "ShellError", "fill", "highlighted"]

PLACEHOLDER = "<w:p><w:r><w:t><?backsource body?></w:t></w:r></w:p>"
"""Stands where the body goes; a value cannot forge it, since every value is escaped."""

_STORY = re.compile(r"word/(?:document|footnotes|header\d*|footer\d*)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TAG = re.compile(r"\{[{%#]|[{][^{]{0,9}<[^{]*[{%#]")
_MARKUP = re.compile(r"<[^>]*>")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})  # what a value says is never a tag
_LISTING = re.compile("[^>]*[\n\t]")
_BLANK_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*?\[●(?:(?!</w:r>).)*</w:r>", re.DOTALL)
_AFTER_HIGHLIGHT = re.compile(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b"
)
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
