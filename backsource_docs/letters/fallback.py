"""Letters by docxtpl itself, for templates and values that only it can print; slow, and otherwise the same."""

from __future__ import annotations

import io
from collections.abc import Mapping

from jinja2 import TemplateError

from backsource_docs.rendering.word.package import archive, pack, unpack
from backsource_docs.rendering.word.sandbox import sandbox

__all__ = ["Unmergeable", "by_docxtpl"]


class Unmergeable(ValueError):
    """A letter that cannot be made from these values, with the reason as jinja gives it."""


def by_docxtpl(template: bytes, values: Mapping[str, object]) -> bytes:
    """The letter as docxtpl renders it in our sandbox, with fixed dates in its zip."""
    from docxtpl import DocxTemplate

    opened = DocxTemplate(io.BytesIO(template))
    try:
        opened.render(dict(values), sandbox(), autoescape=True)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise Unmergeable(str(error).rstrip(".")) from error
    out = io.BytesIO()
    opened.save(out)
    return archive({name: pack(part) for name, part in unpack(out.getvalue()).items()})
