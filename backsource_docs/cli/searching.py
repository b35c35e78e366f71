"""`bsdocs clauses find` and `bsdocs clauses compare`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import as_json
from backsource_docs.cli.shelves import clause_of, opened, shelf_options
from backsource_docs.cli.showing import print_json

__all__ = ["compare", "find"]

NARROWEST, WIDEST = 60, 160
_POSITIONS = click.Choice(["customer", "balanced", "supplier"])
_GAP = " │ "


@click.command("find", epilog='Example: bsdocs clauses find "exit plan" rehearsal')
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The most texts to show.")
@shelf_options
@as_json
def find(words: tuple[str, ...], limit: int, library: Path | None, templates: Path | None, as_json: bool) -> None:
    """Find the texts that have all WORDS in their title, id, text or guidance, the best first.

    A word also finds what begins with it; words in quotation marks are looked for as a phrase.
    """
    from backsource_docs.library.searching import find as found_in
    from backsource_docs.library.searching import likely_meant

    shelves = opened(library, templates)
    hits = found_in(shelves, words)
    if as_json:
        print_json([_hit_data(hit) for hit in hits[:limit]])
    elif hits:
        click.echo("\n\n".join("\n".join(_hit_lines(hit)) for hit in hits[:limit]))
        more = f", the best {limit} are shown" if len(hits) > limit else ""
        click.echo(f"\n{len(hits)} text{'s' * (len(hits) != 1)} found{more}.")
    else:
        meant = likely_meant(shelves, words)
        hint = " ".join(f"{word} is nowhere: did you mean {near}?" for word, near in meant.items())
        click.echo(f"No text has all of: {', '.join(words)}. {hint or 'Try fewer words.'}", err=True)
    sys.exit(0 if hits else 1)


def _hit_data(hit: Any) -> dict[str, Any]:
    matter = hit.clause.matter
    snippets = [{"where": snippet.where, "text": snippet.text} for snippet in hit.snippets]
    head = {"id": hit.clause.id, "title": matter.title, "kind": matter.kind, "family": matter.family}
    return {**head, "file": hit.clause.file, "score": hit.score, "snippets": snippets}


def _hit_lines(hit: Any) -> Iterator[str]:
    matter = hit.clause.matter
    yield f"{click.style(hit.clause.id, bold=True)}  {matter.title} ({matter.family or matter.kind})"
    for snippet in hit.snippets:
        yield f"  {snippet.where + ':':10} {_highlighted(snippet)}"


def _highlighted(snippet: Any) -> str:
    text, end = "", 0
    for start, stop in snippet.spans:
        if start >= end:
            text += snippet.text[end:start] + click.style(snippet.text[start:stop], fg="yellow", bold=True)
            end = stop
    return text + str(snippet.text[end:])


@click.command("compare", epilog="Example: bsdocs clauses compare lia-cap customer supplier")
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
    click.echo("\n".join(_comparison(found, left, right, rows)))


def _row_data(row: Any, left: str, right: str) -> dict[str, Any]:
    return {
        "verdict": _verdict(row, left, right),
        "likeness": row.likeness,
        left: {"number": row.left_number, "text": _joined(row.left)},
        right: {"number": row.right_number, "text": _joined(row.right)},
    }


def _joined(words: Sequence[tuple[str, bool]]) -> str:
    """The words as text, each line with its indentation."""
    text = "".join(word if word.startswith("\n") else f"{word} " for word, _ in words)
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _verdict(row: Any, left: str, right: str) -> str:
    return {"only left": f"only {left}", "only right": f"only {right}"}.get(row.verdict, str(row.verdict))


def _comparison(found: Any, left: str, right: str, rows: Sequence[Any]) -> Iterator[str]:
    width = (min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) - len(_GAP)) // 2
    yield f"{found.matter.title} ({found.id}, version {found.version})"
    yield f"{left.upper():{width}}{_GAP}{right.upper()}"
    for row in rows:
        numbers = " and ".join(dict.fromkeys(filter(None, (row.left_number, row.right_number)))) or "–"
        share = f", {row.likeness:.0%} of the words in common" if row.verdict == "changed" else ""
        yield click.style(
            f"── {numbers}: {_verdict(row, left, right)}{share} ".ljust(2 * width + len(_GAP), "─"), dim=True
        )
        yield from _side_by_side(row, width)
    counts = [(kind, sum(_verdict(row, left, right) == kind for row in rows)) for kind in _kinds(left, right)]
    yield f"\n{', '.join(f'{number} {kind}' for kind, number in counts if number)}."


def _kinds(left: str, right: str) -> tuple[str, ...]:
    return "same", "changed", f"only {left}", f"only {right}"


def _side_by_side(row: Any, width: int) -> Iterator[str]:
    ours, theirs = _lines(row.left, width, "red"), _lines(row.right, width, "green")
    for number in range(max(len(ours), len(theirs))):
        left, length = ours[number] if number < len(ours) else ("", 0)
        right = theirs[number][0] if number < len(theirs) else ""
        yield f"{left}{' ' * (width - length)}{_GAP}{right}".rstrip()


def _lines(words: Sequence[tuple[str, bool]], width: int, colour: str) -> list[tuple[str, int]]:
    """The words broken into lines of the width, what the other side lacks in colour; each with its printed length."""
    lines: list[tuple[str, int]] = [("", 0)]
    indent = ""
    for word, differs in words:
        if word.startswith("\n"):
            indent = word[1:]
            lines.append((indent, len(indent)))
            continue
        text, length = lines[-1]
        gap = " " * (length > len(indent))
        if length + len(gap) + len(word) > width and gap:
            lines.append((indent, len(indent)))
            (text, length), gap = lines[-1], ""
        shown = click.style(word, fg=colour) if differs else word
        lines[-1] = (text + gap + shown, length + len(gap) + len(word))
    return lines
