"""Bulk letters as functions: a letter of a deal as a Word template, and a template merged with its recipients."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.letters.orders import LettersResult, Options
from backsource_docs.templating import Order, given_template, own_letters

__all__ = ["LettersResult", "Options", "letter_template", "letters"]

Progress = Callable[[int, int], None]


def letter_template(
    deal: str | Path,
    letter: str,
    *,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The letter as a Word template: the deal's facts filled, name, address_lines and salutation left as tags.

    Of a letter in several languages it is the one of the first entry for its readers, unless its name says another.
    """
    sources, findings = own_letters(Order.of(deal, letter, as_of, library, templates))
    source = sources[0] if sources else None
    return (source.content if source else None), in_reading_order([*findings, *(source.blanks if source else ())])


def letters(
    deal: str | Path,
    letter: str,
    to: str | Path,
    output: str | Path,
    options: Options | None = None,
    *,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    progress: Progress = lambda done, total: None,
) -> LettersResult:
    """Makes a letter for each recipient, goes on where a former run of the same input was interrupted.

    Recipients of several languages have a folder for each language. OSError comes through only if the folder cannot
    be written.
    """
    wishes, order = options or Options(), Order.of(deal, letter, as_of, library, templates)
    if wishes.template:
        sources, findings = given_template(wishes.template, order.deal, wishes.language, _open_rooms)
    else:
        sources, findings = own_letters(order, _open_rooms)
    from backsource_docs.sending import sent

    return sent(sources, findings, Path(to), Path(output), wishes, progress)


def _open_rooms() -> None:
    """Loads what makes letters, which can be done while one is drafted elsewhere."""
    import_module("backsource_docs.sending")
