"""Parts that join the template's own: properties, comments, the manifest; with their types and relationships."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from msgspec import Struct

from backsource_docs.rendering.word.properties import APP, core

__all__ = ["ROOT", "Extra", "comments_extra", "manifest_extra", "properties_extra", "with_extras"]

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
ROOT = (
    f'{_XML}<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONSHIPS}/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_KINDS}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
"""The relationships of the package: the document and its two parts of properties."""


class Extra(Struct, frozen=True):
    """Parts by name, the content types of some, and a relationship of the document to one of them."""

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    kind: str = ""
    target: str = ""


def properties_extra(cover: Mapping[str, object], title: str) -> Extra:
    """The properties of the file."""
    return Extra(
        {"docProps/core.xml": core(cover, title).encode(), "docProps/app.xml": APP.encode()},
        {
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
        },
    )


def comments_extra(comments: str) -> Extra:
    """The part of comments."""
    name = "word/comments.xml"
    kind = f"{_OFFICE}.wordprocessingml.comments+xml"
    return Extra({name: comments.encode()}, {name: kind}, "comments", "comments.xml")


def manifest_extra(manifest: bytes) -> Extra:
    """The manifest as a custom XML part; ValueError if it is not XML."""
    try:
        expat.ParserCreate().Parse(manifest, True)
    except expat.ExpatError as error:
        raise ValueError(f"The manifest is not XML: {error}.") from error
    digest = hashlib.sha256(manifest).hexdigest().upper()
    guid = "-".join([digest[:8], digest[8:12], f"5{digest[13:16]}", f"A{digest[17:20]}", digest[20:32]])
    properties = (
        f'{_XML}<ds:datastoreItem xmlns:ds="{_CUSTOM_XML}" ds:itemID="{{{guid}}}"><ds:schemaRefs/></ds:datastoreItem>'
    )
    link = (
        f'{_XML}<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{_KINDS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    parts = {
        "customXml/item1.xml": manifest,
        "customXml/itemProps1.xml": properties.encode(),
        "customXml/_rels/item1.xml.rels": link.encode(),
    }
    types = {"customXml/item1.xml": "application/xml", "customXml/itemProps1.xml": f"{_OFFICE}.customXmlProperties+xml"}
    return Extra(parts, types, "customXml", "../customXml/item1.xml")


def with_extras(types: str, relationships: str, extras: Sequence[Extra]) -> tuple[str, str]:
    """The content types and the document's relationships with those of the extras."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for extra in extras for name, kind in extra.types.items()
    )
    links = "".join(
        f'<Relationship Id="bs{extra.kind}" Type="{_KINDS}/{extra.kind}" Target="{extra.target}"/>'
        for extra in extras
        if extra.kind
    )
    return (
        types.replace("</Types>", f"{overrides}</Types>"),
        relationships.replace("</Relationships>", f"{links}</Relationships>"),
    )
