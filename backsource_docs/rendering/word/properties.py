"""The properties of the file: from the cover, never from the machine that made it."""

from __future__ import annotations

from collections.abc import Mapping

from backsource_docs.rendering.word.escaping import attribute

__all__ = ["APP", "PRODUCT", "core"]

PRODUCT = "backsource-docs"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
APP = (
    f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PRODUCT}</Application></Properties>"
)
_CORE = (
    f"{_XML}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def core(cover: Mapping[str, object], title: str) -> str:
    """Core properties: title, subject and creator of the cover, both dates the day as of which it is drafted."""
    texts = {"title": title, "subject": cover.get("subject"), "creator": cover.get("creator") or PRODUCT}
    said = "".join(f"<dc:{name}>{attribute(str(text))}</dc:{name}>" for name, text in texts.items() if text)
    by = f"<cp:lastModifiedBy>{PRODUCT}</cp:lastModifiedBy>"
    dates = "".join(_date(name, cover.get("date_iso")) for name in ("created", "modified"))
    return f"{_CORE}{said}{by}{dates}</cp:coreProperties>"


def _date(name: str, day: object) -> str:
    if not day:
        return ""
    return f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{attribute(str(day))}T00:00:00Z</dcterms:{name}>'
