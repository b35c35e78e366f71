"""An estimate of the page on which each paragraph begins, for the table of contents before Word counts for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backsource_docs.rendering.word.glyphs import EM, Span, line_count
from backsource_docs.rendering.word.metrics import Metrics
from backsource_docs.rendering.word.tables import TableRow

__all__ = ["Page", "Stretch", "estimate_pages"]

_ROW_RULES, _HEADING_RULES = 48, 62  # twips: cell margins and the rules of a row
_LAST_RULE = 8  # twips: below a table
_CLOSE = 1.5  # twips: a line that would be nearer to full than this is broken, for glyphs are rounded
_TIGHT = 8  # twips: what the words of a cell need beyond their widths, as these are rounded
_NARROWEST = 200  # twips
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
    edge: int = 0


class _Look(NamedTuple):
    """What a style makes of a stretch on pages of one width.

    `hang` is what a line may hang over at the foot of a page: the space that its style adds between lines. `room` is
    the length of a line, and `unit` a twip, in units of glyphs.
    """

    before: float
    line: float
    hang: float
    after: float
    room: float
    unit: float
    left: int
    bold: bool
    keep: bool
    whole: bool


class _Box(NamedTuple):
    """A stretch measured in twips; `keep`: it stays with what follows, `whole`: it is not split."""

    look: _Look
    lines: float
    keep: bool
    whole: bool
    page: Page
    rows: tuple[float, ...] = ()
    kept: tuple[bool, ...] = ()


def estimate_pages(stretches: Sequence[Stretch], metrics: Mapping[str, Metrics], first: int) -> list[int]:
    """The number of the page on which each stretch begins; the first stretch begins page `first`."""
    boxes = _boxes(stretches, metrics)
    page, used, gap, before = first, 0.0, 0.0, boxes[0].page if boxes else None
    starts: list[int] = []
    for index, box in enumerate(boxes):
        space = max(gap, box.look.before) if used else 0.0
        begins = stretches[index].new_page or box.page != before
        if used and (begins or not _fits(index, boxes, used + space)):
            page, used, space = page + 1, 0.0, 0.0
        before, gap = box.page, box.look.after
        starts.append(page)
        turned, used = _spread_rows(box, used + space) if box.rows else _spread_lines(box, used + space)
        page += turned
    return starts


def _boxes(stretches: Sequence[Stretch], metrics: Mapping[str, Metrics]) -> list[_Box]:
    looks: dict[tuple[str, Page], _Look] = {}
    boxes: list[_Box] = []
    for stretch in stretches:
        look = looks.get((stretch.style, stretch.page))
        if look is None:
            look = looks[stretch.style, stretch.page] = _look(metrics[stretch.style], stretch.page.width)
        boxes.append(_table(stretch, look, metrics) if stretch.rows else _paragraph(stretch, look))
    return boxes


def _look(style: Metrics, width: int) -> _Look:
    return _Look(
        before=style.before,
        line=style.line_height,
        hang=style.overhang,
        after=style.after,
        room=_room(style, width - style.left - style.right - _CLOSE),
        unit=EM / (style.size * 20),
        left=style.left,
        bold=style.bold,
        keep=style.keep_next,
        whole=style.keep_lines,
    )


def _paragraph(stretch: Stretch, look: _Look) -> _Box:
    room = look.room - (stretch.edge - look.left) * look.unit if stretch.edge else look.room
    if stretch.paragraphs > 1:
        spread = max(look.before, look.after) * (stretch.paragraphs - 1) / look.line
        return _Box(look, stretch.paragraphs + spread, False, False, stretch.page)
    lines = line_count(stretch.spans, room, look.bold)
    keep = stretch.keep or look.keep
    return _Box(look, lines, keep, keep or look.whole or lines <= _NEVER_SPLIT, stretch.page)


def _table(stretch: Stretch, look: _Look, metrics: Mapping[str, Metrics]) -> _Box:
    rows = tuple(
        _row_height(row, metrics["Table Heading"] if row.heading else metrics[stretch.style]) for row in stretch.rows
    )
    kept = tuple(row.keep for row in stretch.rows)
    return _Box(look._replace(before=0, after=0), 0, stretch.keep, False, stretch.page, rows, kept)


def _room(style: Metrics, width: float) -> float:
    return max(width, _NARROWEST) * EM / (style.size * 20)


def _row_height(row: TableRow, style: Metrics) -> float:
    lines = max((line_count(spans, _room(style, width - _TIGHT), style.bold) for spans, width in row.cells), default=1)
    return lines * style.line_height + style.before + style.after + (_HEADING_RULES if row.heading else _ROW_RULES)


def _fits(index: int, boxes: Sequence[_Box], used: float) -> bool:
    """Whether a stretch can begin here, with what it must be kept with."""
    box = boxes[index]
    height, line = box.page.height + box.look.hang, box.look.line
    if box.rows:
        return used + sum(_chain(box, 0)) <= box.page.height
    end = used + box.lines * line
    if end > height:
        return not box.whole and used + 2 * line <= height
    if not box.keep or index + 1 == len(boxes) or boxes[index + 1].page != box.page:
        return True
    return _fits(index + 1, boxes, end + max(box.look.after, boxes[index + 1].look.before))


def _spread_rows(box: _Box, used: float) -> tuple[int, float]:
    """How many pages a table turns, each of which repeats its heading, and how much of the last one is used then."""
    pages, heading = 0, box.rows[0] - _LAST_RULE
    for place, row in enumerate(box.rows):
        held = place > 0 and box.kept[place - 1]
        if not held and used + sum(_chain(box, place)) + _LAST_RULE > box.page.height:
            pages, used = pages + 1, heading
        used += row
    return pages, used + _LAST_RULE


def _chain(box: _Box, place: int) -> tuple[float, ...]:
    """The heights of the row at this place and of those that it must be kept with."""
    end = place
    while end + 1 < len(box.rows) and box.kept[end]:
        end += 1
    return box.rows[place : end + 1]


def _spread_lines(box: _Box, used: float) -> tuple[int, float]:
    """How many pages a paragraph turns, and how much of the last one is used then."""
    pages, left, line = 0, box.lines, box.look.line
    while used + left * line > box.page.height + box.look.hang:
        fitting = _fitting(left, box, used)
        pages, left, used = pages + 1, left - fitting, 0.0
    return pages, used + left * line


def _fitting(lines: float, box: _Box, used: float) -> int:
    """How many lines go on this page; a paragraph never leaves a single line to the next."""
    count = int((box.page.height + box.look.hang - used) / box.look.line)
    return max(count - 1 if count == lines - 1 else count, 1)
