"""`bsdocs clauses compare`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import as_json
from backsource_docs.cli.shelves import clause_of, opened, shelf_options
from backsource_docs.cli.showing import print_json

__all__ = ["compare"]

NARROWEST, WIDEST = 60, 160
_POSITIONS = click.Choice(["customer", "balanced", "supplier"])
_GAP = " │ "
_OPEN, _CLOSE = "‹", "›"  # around words that the other side lacks, where there is no colour


@click.command(
    "compare",
    short_help="show two positions side by side",
    epilog="Example: bsdocs clauses compare lia-cap customer supplier",
)
@click.argument("clause", shell_complete=clause_ids)
@click.argument("left", type=_POSITIONS)
@click.argument("right", type=_POSITIONS)
@shelf_options
@as_json
def compare(clause: str, left: str, right: str, library: Path | None, templates: Path | None, as_json: bool) -> None:
    """Show two positions of CLAUSE side by side, limb against limb, with what differs."""
    from backsource_docs.library.comparing import compared

    found = clause_of(opened(library, templates), clause)
    for position in (left, right):
        if position not in found.positions:
            message = f"{clause} has no {position} text. Its positions: {', '.join(found.positions)}."
            click.echo(message, err=True)
            sys.exit(2)
    rows = compared(found, left, right)
    if as_json:
        print_json({"id": clause, "left": left, "right": right, "limbs": [_row_data(row, left, right) for row in rows]})
        return
    click.echo("\n".join(_comparison(found, left, right, rows)), color=_in_colour())


def _row_data(row: Any, left: str, right: str) -> dict[str, Any]:
    ours, theirs = ([line for line in side if line] for side in zip(*row.lines, strict=True))
    return {
        "verdict": _verdict(row, left, right),
        "likeness": row.likeness,
        left: {"number": row.left_number, **_side_data(ours)},
        right: {"number": row.right_number, **_side_data(theirs)},
    }


def _side_data(lines: Sequence[Any]) -> dict[str, Any]:
    """The text of one side, each line with its indentation, and the words that the other side lacks."""
    text = "\n".join("  " * line.depth + line.text for line in lines)
    return {"text": text, "differs": [run for line in lines for run in line.lacking]}


def _verdict(row: Any, left: str, right: str) -> str:
    return {"only left": f"only {left}", "only right": f"only {right}"}.get(row.verdict, str(row.verdict))


def _comparison(found: Any, left: str, right: str, rows: Sequence[Any]) -> Iterator[str]:
    width = (min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) - len(_GAP)) // 2
    yield f"{found.matter.title} ({found.id}, version {found.version})"
    yield f"{left.upper():{width}}{_GAP}{right.upper()}"
    for row in rows:
        numbers = " and ".join(dict.fromkeys(filter(None, (row.left_number, row.right_number)))) or "–"
        share = f", {row.likeness:.0%} of the words in common" if row.verdict == "changed" else ""
        head = f"── {numbers}: {_verdict(row, left, right)}{share} "
        yield click.style(head.ljust(2 * width + len(_GAP), "─"), dim=True)
        marked = row.verdict == "changed" and not _in_colour()
        for one, other in row.lines:
            yield from _side_by_side(one, other, width, marked=marked)
    counts = [(kind, sum(_verdict(row, left, right) == kind for row in rows)) for kind in _kinds(left, right)]
    legend = "" if _in_colour() else f" {_OPEN}Words{_CLOSE} like these are not on the other side."
    yield f"\n{', '.join(f'{number} {kind}' for kind, number in counts if number)}.{legend}"


def _in_colour() -> bool:
    """Whether differences show in colour: on a terminal, unless its user wants none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _kinds(left: str, right: str) -> tuple[str, ...]:
    return "same", "changed", f"only {left}", f"only {right}"


def _side_by_side(left: Any, right: Any, width: int, *, marked: bool) -> Iterator[str]:
    ours, theirs = _broken(left, width, "red", marked=marked), _broken(right, width, "green", marked=marked)
    for one, other in zip_longest(ours, theirs, fillvalue=("", 0)):
        yield f"{one[0]}{' ' * (width - one[1])}{_GAP}{other[0]}".rstrip()


def _broken(line: Any, width: int, colour: str, *, marked: bool) -> list[tuple[str, int]]:
    """A line broken at the width, hanging under its mark, what the other side lacks in colour or between marks.

    Each piece comes with its printed length.
    """
    if line is None:
        return []
    margin = "  " * line.depth
    first = f"{margin}{line.mark} " if line.mark else margin
    hang = " " * len(first)
    pieces = [(first, len(first))]
    for word, lacks in _between_marks(line.words) if marked else line.words:
        text, length = pieces[-1]
        gap = " " if length > len(hang) else ""
        if gap and length + 1 + len(word) > width:
            pieces.append((hang, len(hang)))
            (text, length), gap = pieces[-1], ""
        shown = click.style(word, fg=colour) if lacks else word
        pieces[-1] = (text + gap + shown, length + len(gap) + len(word))
    return pieces


def _between_marks(words: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The words with a mark where those begin that the other side lacks, and where they end."""
    for number, (word, lacks) in enumerate(words):
        opens = _OPEN if lacks and not (number and words[number - 1][1]) else ""
        closes = _CLOSE if lacks and not (number + 1 < len(words) and words[number + 1][1]) else ""
        yield f"{opens}{word}{closes}", False
