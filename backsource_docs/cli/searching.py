"""`bsdocs clauses find`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json
from backsource_docs.cli.shelves import opened, shelf_options
from backsource_docs.cli.showing import print_json

__all__ = ["find"]


@click.command(
    "find", short_help="find texts by their words", epilog='Example: bsdocs clauses find "exit plan" rehearsal'
)
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
    if not hits:
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
