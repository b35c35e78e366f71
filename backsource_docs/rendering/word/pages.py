"""An estimate of the page on which each paragraph begins, for the table of contents before Word counts for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backsource_docs.rendering.word.glyphs import EM, Span, line_count
from backsource_docs.rendering.word.metrics import Metrics
from backsource_docs.rendering.word.tables import TableRow

__all__ = ["Page", "Stretch", "estimate_pages"]

_ROW_RULES = 50  # twips: cell margins and the rule below a row
_NARROWEST = 200  # twips
_OVERHANG = 36.0  # twips: the space between lines may hang over below the last one
_NEVER_SPLIT = 3  # lines: a longer paragraph may be split, two lines at least on either page


class Page(NamedTuple):
    """The text area of a page in twips."""

    width: int
    height: int


class Stretch(NamedTuple):
    """A paragraph, or a table, as the estimate sees it; `edge` is its left indent where it is not its style's."""

    style: str
    spans: tuple[Span, ...]
    page: Page
    keep: bool = False
    new_page: bool = False
    rows: tuple[TableRow, ...] = ()
    paragraphs: int = 1
    edge: int | None = None


class _Look(NamedTuple):
    """What a style makes of a stretch on pages of one width; `room` is in units of glyphs a line."""

    before: float
    line: float
    after: float
    room: float
    unit: float
    left: int
    bold: bool
    keep: bool
    whole: bool


class _Box(NamedTuple):
    """A stretch measured in twips; `start` is what must stand on the page on which it begins."""

    look: _Look
    lines: int
    after: float
    start: float
    keep: bool
    page: Page
    rows: tuple[float, ...] = ()


def estimate_pages(stretches: Sequence[Stretch], metrics: Mapping[str, Metrics], first: int) -> list[int]:
    """The number of the page on which each stretch begins; the first stretch begins page `first`."""
    boxes = _boxes(stretches, metrics)
    page, used, gap, before = first, 0.0, 0.0, boxes[0].page if boxes else None
    starts: list[int] = []
    for index, box in enumerate(boxes):
        height, space = box.page.height, max(gap, box.look.before) if used else 0.0
        needed = used + space + _needed(index, boxes)
        if used and (stretches[index].new_page or box.page is not before or needed > height + _OVERHANG):
            page, used, space = page + 1, 0.0, 0.0
        before = box.page
        starts.append(page)
        used, gap = used + space, box.after
        if not box.rows and used + box.lines * box.look.line <= height + _OVERHANG:
            used += box.lines * box.look.line
        else:
            turned, used = _spread(box, used)
            page += turned
    return starts


def _boxes(stretches: Sequence[Stretch], metrics: Mapping[str, Metrics]) -> list[_Box]:
    looks: dict[tuple[str, Page], _Look] = {}
    boxes: list[_Box] = []
    for stretch in stretches:
        look = looks.get((stretch.style, stretch.page))
        if look is None:
            look = looks[stretch.style, stretch.page] = _look(metrics[stretch.style], stretch.page.width)
        boxes.append(_box(stretch, look, metrics) if stretch.rows else _paragraph(stretch, look))
    return boxes


def _look(style: Metrics, width: int) -> _Look:
    room = _room(style, width - style.left - style.right)
    unit = EM / (style.size * 20)
    return _Look(
        style.before,
        style.line_height,
        style.after,
        room,
        unit,
        style.left,
        style.bold,
        style.keep_next,
        style.keep_lines,
    )


def _paragraph(stretch: Stretch, look: _Look) -> _Box:
    room = look.room if stretch.edge is None else look.room - (stretch.edge - look.left) * look.unit
    lines = line_count(stretch.spans, room, look.bold) * stretch.paragraphs
    keep = stretch.keep or look.keep
    needed = lines if lines <= _NEVER_SPLIT or keep or look.whole else 2
    return _Box(look, lines, look.after, needed * look.line, keep, stretch.page)


def _box(stretch: Stretch, look: _Look, metrics: Mapping[str, Metrics]) -> _Box:
    style = metrics[stretch.style]
    rows = tuple(_row_height(row, metrics["Table Heading"] if row.heading else style) for row in stretch.rows)
    return _Box(look, 0, 0, sum(rows[:2]), stretch.keep, stretch.page, rows)


def _room(style: Metrics, width: int) -> float:
    return max(width, _NARROWEST) * EM / (style.size * 20)


def _row_height(row: TableRow, style: Metrics) -> float:
    lines = max((line_count(spans, _room(style, width), style.bold) for spans, width in row.cells), default=1)
    return lines * style.line_height + style.before + style.after + _ROW_RULES


def _needed(index: int, boxes: Sequence[_Box]) -> float:
    """How much of a page the beginning of a stretch needs, with what it must be kept with."""
    box = boxes[index]
    needed = box.start
    while box.keep and index + 1 < len(boxes):
        index += 1
        needed += max(box.after, boxes[index].look.before) + boxes[index].start
        box = boxes[index]
    return needed


def _spread(box: _Box, used: float) -> tuple[int, float]:
    """How many pages a stretch turns, and how much of the last one is used then."""
    pages, height = 0, box.page.height + _OVERHANG
    if box.rows:
        for row in box.rows:
            if used + row > height:
                pages, used = pages + 1, box.rows[0]
            used += row
        return pages, used
    left = box.lines
    while left:
        fitting = _fitting(left, box, used)
        used, left = used + fitting * box.look.line, left - fitting
        if left:
            pages, used = pages + 1, 0.0
    return pages, used


def _fitting(lines: int, box: _Box, used: float) -> int:
    """How many lines go on this page; a paragraph never leaves a single line to the next."""
    count = min(lines, int((box.page.height + _OVERHANG - used) / box.look.line))
    if count == lines - 1 and count > 1:
        count -= 1
    return count if count > 0 or used else 1
