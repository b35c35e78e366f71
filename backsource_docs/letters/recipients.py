"""The recipients of a letter: rows of a table as values for its tags, and rows that no letter can be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.addresses import fault_of_address
from backsource_docs.letters.columns import Columns, read_columns
from backsource_docs.letters.salutations import LANGUAGES, greeting, language_of
from backsource_docs.letters.tables import Line, TableFile

__all__ = ["COMPUTED", "Recipient", "Recipients", "Rejected", "open_recipients", "shown"]

COMPUTED = ("name", "salutation", "address_lines", "number")
"""The fields that every recipient has, whatever the columns."""

LONGEST_CELL = 5_000
LONGEST_SHOWN = 200
_BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Recipient(Struct, frozen=True):
    """One reader of the letter: the line of the file, the number counted from 1, and the values for the tags."""

    line: int
    number: int
    values: Mapping[str, object]

    @property
    def name(self) -> str:
        return str(self.values["name"])


class Rejected(Struct, frozen=True):
    """A row of which no letter is made, and why."""

    line: int
    cells: tuple[str, ...]
    reason: str


class Recipients(Struct, frozen=True):
    """All recipients of a file; they are read anew each time, so that any number needs no memory.

    `language` is that of the letter, a code; `only` says that there is a text in this language alone, `mailed` that
    each reader must have an e-mail address. Where a table has readers of several languages, `languages` are those that
    have a letter, and these recipients are the readers of one of them; the first has those who name none.
    """

    table: TableFile
    columns: Columns
    language: str = "en"
    only: bool = True
    mailed: bool = False
    findings: tuple[Finding, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        return frozenset((*self.columns.names, *COMPUTED))

    def __iter__(self) -> Iterator[Recipient]:
        return (row for row in self.rows() if isinstance(row, Recipient))

    def rows(self) -> Iterator[Recipient | Rejected]:
        """Every row below the heading, in the order of the file."""
        number = 1
        for line, reason in self.judged():
            if reason:
                yield Rejected(line.number, line.cells, reason)
            else:
                yield self.recipient(number, line.number, line.cells)
                number += 1

    def judged(self) -> Iterator[tuple[Line, str]]:
        """Each line below the heading, and the reason for which it has no letter; empty where it has one."""
        for line in islice(self.table.lines(), 1, None):
            values, reason = _values(line, self.columns)
            if not self.languages or self._language_of(values) == self.language:
                yield line, reason or self._unfit(values)

    def _language_of(self, values: Mapping[str, str]) -> str:
        """The language of the letter that this row has, or by whose run it is rejected."""
        asked = language_of(values.get("language", ""))
        return asked if asked in self.languages else self.languages[0]

    def languages_asked(self) -> tuple[str, ...]:
        """Those of `languages` that some row asks for, in their order."""
        asked = {self._language_of(_values(line, self.columns)[0]) for line in islice(self.table.lines(), 1, None)}
        return tuple(language for language in self.languages if language in asked)

    def recipient(self, number: int, line: int, cells: Sequence[str]) -> Recipient:
        """The recipient of this number from a line that was judged to have a letter."""
        return Recipient(line, number, self._made(dict(zip(self.columns.names, cells, strict=False)), number))

    def _made(self, values: Mapping[str, str], number: int) -> dict[str, object]:
        """The values with the computed fields beside them."""
        name, asked = _name(values), values.get("language", "")
        language = (language_of(asked) if asked else None) or self.language
        salutation = values.get("salutation")
        if not salutation:
            last = values.get("last_name", "")
            person = name if values.get("name") or last or values.get("first_name") else ""
            salutation = greeting(language, values.get("title", ""), last, person)
        lines = _address(values, self.columns, language, name)
        return {**values, "name": name, "number": number, "salutation": salutation, "address_lines": lines}

    def _unfit(self, values: Mapping[str, str]) -> str:
        """Why a readable row gets no letter; empty where it does."""
        if not _name(values):
            return "it names nobody"
        if self.mailed and (fault := fault_of_address(values.get("email", ""))):
            return fault
        asked = values.get("language")
        if not asked:
            return ""
        language = language_of(asked)
        if language is None:
            return f"the language “{asked[:40]}” is none of {', '.join(LANGUAGES)}"
        if self.only and language != self.language:
            known = " and ".join(self.languages or (self.language,))
            return f"it asks for the language {language}, and there is a text in {known} only"
        return ""


def open_recipients(
    table: TableFile, given: Mapping[str, str], language: str, *, only: bool, mailed: bool = False
) -> tuple[Recipients | None, tuple[Finding, ...]]:
    """The recipients of a table, or None where its columns cannot be told apart; `given` as `read_columns` has it."""
    heading = next(iter(table.lines()), None)
    place = Place(str(table.path), heading.number if heading else 1)
    if heading is None or heading.fault:
        why = f"The column names cannot be read: {heading.fault}." if heading else f"{table.path} is empty."
        return None, (Finding("ML12", Severity.ERROR, why, place, "Begin with a line of column names."),)
    columns, findings = read_columns(heading.cells, given, place)
    if columns is None:
        return None, findings
    if not {"name", "last_name", "company"} & set(columns.names):
        message = f"No column holds the name of the recipient; the columns are {', '.join(columns.names)}."
        remedy = "Call one name, or last_name or company, or say which it is: --column name=HEADING."
        return None, (Finding("ML12", Severity.ERROR, message, place, remedy),)
    if mailed and "email" not in columns.names:
        message = f"No column holds e-mail addresses; the columns are {', '.join(columns.names)}."
        remedy = "Call one email, or say which it is: --column email=HEADING."
        return None, (Finding("ML12", Severity.ERROR, message, place, remedy),)
    return Recipients(table, columns, language, only, mailed), ()


def shown(cell: str) -> str:
    """A cell of a rejected row as it can be written down: what is invisible or forbidden in it as U+FFFD."""
    return _HARMFUL.sub("\ufffd", cell[:LONGEST_SHOWN])


def _values(line: Line, columns: Columns) -> tuple[dict[str, str], str]:
    """The cells under their names, or why they cannot be used."""
    count, width = len(line.cells), len(columns.names)
    if line.fault:
        return {}, line.fault
    if count > width and any(line.cells[width:]):
        return {}, f"it has {count} cells under {width} headings; quote a cell that holds the delimiter"
    if count < width:
        return {}, f"it has {count} cells under {width} headings"
    wrong = _HARMFUL.search("\n".join(line.cells))
    if wrong:
        return {}, f"it holds the invisible or forbidden character U+{ord(wrong[0]):04X}"
    if max(map(len, line.cells)) > LONGEST_CELL:
        return {}, f"it has a cell of more than {LONGEST_CELL:,} letters"
    return dict(zip(columns.names, line.cells, strict=False)), ""


def _name(values: Mapping[str, str]) -> str:
    return (
        values.get("name")
        or f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()
        or values.get("company", "")
    )


def _address(values: Mapping[str, str], columns: Columns, language: str, name: str) -> list[str]:
    """The lines of the address below the name, from numbered columns, one column, or street, city and postcode.

    The postcode follows the city in English and goes before it in the other languages.
    """
    company = values.get("company", "")
    lines = [values[column] for column in columns.address_lines] or values.get("address", "").split("\n")
    city = [values.get("postcode"), values.get("city")]
    place = " ".join(filter(None, reversed(city) if language == "en" else city))
    further = [values.get("street", ""), place, values.get("country", "")]
    given = [company if company != name else "", *lines, *further]
    return [line.strip() for line in given if line.strip()]
