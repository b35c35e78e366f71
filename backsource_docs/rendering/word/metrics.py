"""The measures of a template's styles, as far as the estimate of pages needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from msgspec import Struct
from msgspec.structs import replace

__all__ = ["Metrics", "read_metrics", "read_names"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_ARIAL = (1854 / 2048, 434 / 2048, 67 / 2048)  # of the font's size: above the base line, below it, and between lines


class Metrics(Struct, frozen=True):
    """Lengths in twips, the font's size in points; `line` is a factor where `exact` is false, else twips."""

    size: float = 10.0
    bold: bool = False
    line: float = 1.0
    exact: bool = False
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    keep_next: bool = False
    keep_lines: bool = False

    @property
    def line_height(self) -> float:
        """The height of one line in twips."""
        return self.line if self.exact else int(self._single * self.line)

    @property
    def overhang(self) -> float:
        """What the last line of a page may hang over: the space between lines, in twips."""
        return 0.0 if self.exact else max(self.line_height - self._single, 0.0)

    @property
    def _single(self) -> int:
        return sum(round(self.size * 20 * share) for share in _ARIAL)


def read_names(styles: bytes) -> dict[str, str]:
    """The ids of the styles by their names; Word keeps the English name of a built-in style in every language."""
    return {_name(style): style.get(f"{_W}styleId", "") for style in _styles(styles)}


def read_metrics(styles: bytes, numbering: bytes) -> dict[str, Metrics]:
    """The measures of the paragraph styles by name; a style on a list takes the list's indent."""
    root = ElementTree.fromstring(styles)
    base = Metrics()
    for defaults in root.iterfind(f"{_W}docDefaults/*/*"):
        base = _changed(base, defaults)
    found = {style.get(f"{_W}styleId", ""): style for style in root.iterfind(f"{_W}style")}
    indents = _list_indents(numbering)
    known: dict[str, Metrics] = {}
    return {_name(style): _resolved(key, found, base, indents, known) for key, style in found.items()}


def _styles(styles: bytes) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(styles).iterfind(f"{_W}style")


def _name(style: ElementTree.Element) -> str:
    name = style.find(f"{_W}name")
    return name.get(_VALUE, "") if name is not None else ""


def _resolved(
    key: str,
    found: Mapping[str, ElementTree.Element],
    base: Metrics,
    indents: Mapping[str, int],
    known: dict[str, Metrics],
) -> Metrics:
    style = found.get(key)
    if style is None or key in known:
        return known.get(key, base)
    known[key] = base  # a style that is based on itself ends here
    parent = style.find(f"{_W}basedOn")
    above = base if parent is None else _resolved(parent.get(_VALUE, ""), found, base, indents, known)
    if key in indents:
        above = replace(above, left=indents[key])
    for properties in (style.find(f"{_W}rPr"), style.find(f"{_W}pPr")):
        above = above if properties is None else _changed(above, properties)
    known[key] = above
    return above


def _list_indents(numbering: bytes) -> dict[str, int]:
    indents = {}
    for level in ElementTree.fromstring(numbering).iter(f"{_W}lvl"):
        style, indent = level.find(f"{_W}pStyle"), level.find(f"{_W}pPr/{_W}ind")
        if style is not None and indent is not None:
            indents[style.get(_VALUE, "")] = int(indent.get(f"{_W}left", "0"))
    return indents


def _changed(metrics: Metrics, properties: ElementTree.Element) -> Metrics:
    for child in properties:
        metrics = _with(metrics, child.tag.removeprefix(_W), child)
    return metrics


def _with(metrics: Metrics, name: str, child: ElementTree.Element) -> Metrics:
    match name:
        case "sz":
            return replace(metrics, size=int(child.get(_VALUE, "20")) / 2)
        case "b":
            return replace(metrics, bold=_on(child))
        case "keepNext":
            return replace(metrics, keep_next=_on(child))
        case "keepLines":
            return replace(metrics, keep_lines=_on(child))
        case "spacing" if f"{_W}val" not in child.attrib:
            return _spaced(metrics, child)
        case "ind":
            left, right = child.get(f"{_W}left", metrics.left), child.get(f"{_W}right", metrics.right)
            return replace(metrics, left=int(left), right=int(right))
    return metrics


def _spaced(metrics: Metrics, spacing: ElementTree.Element) -> Metrics:
    before = int(spacing.get(f"{_W}before", metrics.before))
    after = int(spacing.get(f"{_W}after", metrics.after))
    metrics = replace(metrics, before=before, after=after)
    line = spacing.get(f"{_W}line")
    if line is None:
        return metrics
    exact = spacing.get(f"{_W}lineRule", "auto") != "auto"
    return replace(metrics, line=int(line) if exact else int(line) / 240, exact=exact)


def _on(flag: ElementTree.Element) -> bool:
    return flag.get(_VALUE, "1") not in ("0", "false", "off")
