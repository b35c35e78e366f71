"""What the shell offers while a command is typed: names found on disk, so that nothing has to be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backsource_docs.library.folders import shipped

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["clause_ids", "document_names", "rule_codes"]

_PACKAGE = Path(__file__).parents[1]
_KINDS = ("clauses", "definitions", "letters", "sections")
_CODE = r"""(?m)^ {8}"([A-Z]{2}\d{2})",$|^CODE = "([A-Z]{2}\d{2})"$"""


def document_names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The documents of our library and of the firm's own templates, and “letters” for all that fit."""
    names = {path.stem for folder in _folders(ctx, "templates") for path in folder.glob("documents/*.yaml")}
    return _fitting({*names, "letters"}, incomplete)


def clause_ids(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of all texts of our library and of the firm's own."""
    folders = _folders(ctx, "library")
    names = {path.stem for folder in folders for kind in _KINDS for path in (folder / kind).rglob("*.md")}
    return _fitting(names, incomplete)


def rule_codes(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of all findings, read off the sources: to load the rules takes half a second."""
    sources = (*_PACKAGE.rglob("rules.py"), *_PACKAGE.glob("checks/*.py"))
    matches = (match for path in sources for match in re.finditer(_CODE, path.read_text(encoding="utf-8")))
    return _fitting({match[1] or match[2] for match in matches}, incomplete.upper())


def _fitting(names: set[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]


def _folders(ctx: click.Context, option: str) -> Iterator[Path]:
    """Our folder, inside the package or beside it in a checkout, and the firm's own where the command line names it."""
    yield shipped("clause_library" if option == "library" else option)
    if own := ctx.params.get(option):
        yield Path(own)
