"""An estimate of the page on which each paragraph begins, for the table of contents before Word counts for itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backsource_docs.rendering.word.metrics import Metrics
from backsource_docs.rendering.word.tables import TableRow

__all__ = ["Page", "Stretch", "estimate_pages"]

_LETTER_WIDTH = 0.439  # of the font's size: Arial, English prose with its spaces
_BOLD_LETTER_WIDTH = 0.475
_LOST_AT_LINE_END = 2.2  # letters: half a word, on average
_ROW_RULES = 50  # twips: cell margins and the rule below a row
_NEVER_SPLIT = 3  # lines: a longer paragraph may be split, two lines at least on either page


class Page(NamedTuple):
    """The text area of a page in twips."""

    width: int
    height: int


class Stretch(NamedTuple):
    """A paragraph, or a table, as the estimate sees it; `length` is in letters."""

    style: str
    length: int
    page: Page
    keep: bool = False
    new_page: bool = False
    rows: tuple[TableRow, ...] = ()
    paragraphs: int = 1


class _Look(NamedTuple):
    """What a style makes of a stretch on pages of one width; `room` is in letters a line."""

    before: float
    line: float
    after: float
    room: float
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
    page, used, before = first, 0.0, boxes[0].page if boxes else None
    starts: list[int] = []
    for index, box in enumerate(boxes):
        height = box.page.height
        if used and (stretches[index].new_page or box.page is not before or used + _needed(index, boxes) > height):
            page, used = page + 1, 0.0
        before = box.page
        starts.append(page)
        if not box.rows and (end := used + box.look.before + box.lines * box.look.line) <= height:
            used = end + box.after
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
    return _Look(style.before, style.line_height, style.after, room, style.keep_next, style.keep_lines)


def _paragraph(stretch: Stretch, look: _Look) -> _Box:
    lines = _line_count(stretch.length, look.room) * stretch.paragraphs
    keep = stretch.keep or look.keep
    needed = lines if lines <= _NEVER_SPLIT or keep or look.whole else 2
    start = look.before + needed * look.line
    return _Box(look, lines, look.after * stretch.paragraphs, start, keep, stretch.page)


def _box(stretch: Stretch, look: _Look, metrics: Mapping[str, Metrics]) -> _Box:
    style = metrics[stretch.style]
    rows = tuple(_row_height(row, style) for row in stretch.rows)
    return _Box(look, 0, 0, sum(rows[:2]), stretch.keep, stretch.page, rows)


def _room(style: Metrics, width: int) -> float:
    return max(width / (style.size * 20 * (_BOLD_LETTER_WIDTH if style.bold else _LETTER_WIDTH)), 4.0)


def _line_count(length: int, room: float) -> int:
    return 1 if length <= room else 1 + math.ceil((length - room) / (room - _LOST_AT_LINE_END))


def _row_height(row: TableRow, style: Metrics) -> float:
    lines = max((_line_count(length, _room(style, width)) for length, width in row.cells), default=1)
    return lines * style.line_height + style.before + style.after + _ROW_RULES


def _needed(index: int, boxes: Sequence[_Box]) -> float:
    """How much of a page the beginning of a stretch needs, with what it must be kept with."""
    box = boxes[index]
    needed = box.start
    while box.keep and index + 1 < len(boxes):
        index += 1
        needed += box.after + boxes[index].start
        box = boxes[index]
    return needed


def _spread(box: _Box, used: float) -> tuple[int, float]:
    """How many pages a stretch turns, and how much of the last one is used then."""
    pages, height = 0, box.page.height
    for row in box.rows:
        if used + row > height:
            pages, used = pages + 1, 0.0
        used += row
    if box.rows:
        return pages, used
    used, left = used + box.look.before, box.lines
    while left:
        fitting = _fitting(left, box, used)
        used, left = used + fitting * box.look.line, left - fitting
        if left:
            pages, used = pages + 1, 0.0
    return pages, used + box.after


def _fitting(lines: int, box: _Box, used: float) -> int:
    """How many lines go on this page; a paragraph never leaves a single line to the next."""
    count = min(lines, int((box.page.height - used) / box.look.line))
    if count == lines - 1 and count > 1:
        count -= 1
    return count if count > 0 or used else 1
