"""Text made safe for XML: every value comes back from the file as it went in."""

from __future__ import annotations

import re

__all__ = ["attribute", "run"]

_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_PRESERVED = '<w:t xml:space="preserve">'
_NAMED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\r": "&#13;",
    "\t": f"</w:t><w:tab/>{_PRESERVED}",
    "\n": f"</w:t><w:br/>{_PRESERVED}",
}
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def attribute(text: str) -> str:
    """The text as an attribute's value, or as the content of an element that is not w:t."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_IN_ATTRIBUTE)


def run(text: str, properties: str = "") -> str:
    """A run of text with the given run properties.

    Tabs and line ends become Word's, what XML forbids becomes U+FFFD.
    """
    printable = text.isprintable() or text.replace("\u00a0", "").isprintable()
    if not printable or "&" in text or "<" in text or ">" in text:
        text = _SPECIAL.sub(_named, text)
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _named(match: re.Match[str]) -> str:
    return _NAMED.get(match[0], "\ufffd")
