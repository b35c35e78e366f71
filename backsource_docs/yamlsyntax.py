"""What is wrong where YAML stops being readable, in the words of a person who types it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

__all__ = ["Slip", "slip_of"]

_NO_SPACE = re.compile(r"((?:- +)*)([\w-]+):(\S.*)")
_NO_COLON = re.compile(r"((?:- +)*)(\w+)(?: +([^:]+))?")
_TWO_COLONS = re.compile(r"(?:- +)*([\w-]+): +(\S.*: .*|\S.*:)")
_QUOTED = re.compile(r"[\"'] *$")


class Slip(Struct, frozen=True):
    """Where the mistake is (line and column from 0), what is wrong as half a sentence, and what to write instead."""

    line: int
    column: int
    wrong: str
    remedy: str


class _Stop(Struct, frozen=True):
    """Where and why the reader stopped, and where the thing began that it was reading."""

    lines: list[str]
    problem: str
    line: int
    column: int
    began: tuple[int, int]

    @property
    def text(self) -> str:
        return self.line_at(self.line)

    @property
    def sign(self) -> str:
        return self.text[self.column : self.column + 1]

    def line_at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def here(self, wrong: str, remedy: str) -> Slip:
        return Slip(self.line, self.column, wrong, remedy)

    def at(self, line: int, wrong: str, remedy: str) -> Slip:
        text = self.line_at(line)
        return Slip(line, len(text) - len(text.lstrip()), wrong, remedy)


def slip_of(error: Any, text: str) -> Slip:
    """The mistake behind an error of the YAML reader in the text that it was given."""
    began, stopped = _spot(error.context_mark or error.problem_mark), _spot(error.problem_mark or error.context_mark)
    stop = _Stop(text.split("\n"), str(error.problem), *stopped, began)
    for words, explain in _REASONS:
        if words in stop.problem:
            return explain(stop)
    return stop.here("the words are no “key: value”", "Write key: value, and put quotes around text with signs in it.")


def _spot(mark: Any) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _sign(stop: _Stop) -> Slip:
    if stop.sign == "\t":
        return stop.here("the line is indented with a tab", "Indent with spaces, two for each level.")
    return _quotes(stop)


def _quotes(stop: _Stop) -> Slip:
    """A sign with a meaning of its own at the beginning of a value; the reader may have gone past it."""
    line, column = (stop.line, stop.column) if stop.sign in tuple("@`%") else stop.began
    value = stop.line_at(line)[column:].strip()
    wrong = f"a value without quotes cannot begin with {value[:1]}" if value else "a value is missing"
    return Slip(line, column, wrong, f"Put quotes around the text, write '{_short(value)}'.")


def _open_quote(stop: _Stop) -> Slip:
    line, column = stop.began
    quote = stop.line_at(line)[column : column + 1]
    value = stop.line_at(line)[column + 1 :].strip()
    remedy = f"Close it where the text ends, write {quote}{_short(value)}{quote}."
    return Slip(line, column, "the quotation mark that opens here is never closed", remedy)


def _colon(stop: _Stop) -> Slip:
    """A colon where no value may begin: a second one on the line, or one after a line that is no key and value."""
    line = stop.text.strip()
    two = _TWO_COLONS.fullmatch(line)
    if two:
        remedy = f'Put quotes around the text, write {two[1]}: "{_short(two[2])}".'
        return stop.here("the value holds a colon followed by a space", remedy)
    before = next((number for number in range(stop.line - 1, -1, -1) if stop.line_at(number).strip()), stop.line)
    return _unfinished(stop, before) or stop.at(
        stop.line,
        "the line is indented deeper than the line above, which has its value already",
        "Begin the keys of one group at the same column.",
    )


def _unfinished(stop: _Stop, number: int) -> Slip | None:
    """A line of which the colon lacks its space, or that lacks the colon."""
    line = stop.line_at(number).strip()
    if spaceless := _NO_SPACE.fullmatch(line):
        key, value = spaceless[2], _short(spaceless[3])
        return stop.at(number, f"the colon after {key} lacks the space behind it", f"Write {key}: {value}.")
    if colonless := _NO_COLON.fullmatch(line):
        key, value = colonless[2], _short(colonless[3] or "and the value")
        return stop.at(number, f"there is no colon after {key}", f"Write {key}: {value}.")
    return None


def _no_colon(stop: _Stop) -> Slip:
    number = stop.began[0]
    return _unfinished(stop, number) or stop.at(
        number, "the line is no key with a value", "Write a key, a colon, a space and the value, as in name: Payroll."
    )


def _bracket(stop: _Stop) -> Slip:
    line, column = stop.began
    opening = stop.line_at(line)[column : column + 1]
    closing = "]" if opening == "[" else "}"
    wrong = f"the bracket {opening} is not closed, or a comma or quotation marks are missing after it"
    remedy = (
        f"Close it with {closing}, put commas between the entries, and quotes around text with a comma, colon or "
        "bracket in it."
    )
    return Slip(line, column, wrong, remedy)


def _key(stop: _Stop) -> Slip:
    before = stop.text[: stop.column]
    if stop.sign in tuple("}]"):
        return stop.here(f"the bracket {stop.sign} closes nothing", "Take it out, or open it before.")
    if stop.sign in tuple(",;") or _QUOTED.search(before):
        return stop.here(
            "the text goes on after its closing quotation mark or bracket",
            "Put quotes around the whole text, and write a quotation mark inside single quotes twice.",
        )
    if stop.text.lstrip().startswith(("- ", "-\n")):
        return stop.here("an entry of a list stands among keys", "Take away the dash, or put a key above the list.")
    if stop.sign == ":":
        return stop.here("there is no key before the colon", "Write the key, as in name: Payroll.")
    wrong = "the indentation of the line fits no line above it"
    return stop.here(wrong, "Begin the line at the same column as the other keys of its group.")


def _dash(stop: _Stop) -> Slip:
    return stop.here(
        "a key stands among the entries of a list",
        "Indent the key under the entry that it belongs to, or begin the line with a dash.",
    )


def _escape(stop: _Stop) -> Slip:
    wrong = "a backslash between double quotes begins a code that does not exist"
    return stop.here(wrong, "Use single quotes around the text, or write the backslash twice.")


def _block_text(stop: _Stop) -> Slip:
    line, column = stop.began
    value = stop.line_at(line)[column:].strip()
    wrong = f"text follows the sign {value[:1]} on its line"
    return Slip(line, column, wrong, f"Put quotes around the text, write '{_short(value)}'.")


def _comma(stop: _Stop) -> Slip:
    return stop.here("an entry is missing between commas or brackets", "Take out the comma that is too many.")


def _percent(stop: _Stop) -> Slip:
    return stop.at(stop.line, "the line begins with %", "Begin it with a key, as in name: Payroll.")


def _after_end(stop: _Stop) -> Slip:
    return stop.here("text follows the end of the document", "Take out the line with the dots or the brackets above.")


_REASONS: tuple[tuple[str, Callable[[_Stop], Slip]], ...] = (
    ("cannot start any token", _sign),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", _bracket),
    ("expected key", _key),
    ("expected <block end>", _key),
    ("'-' indicator", _dash),
    ("escape character", _escape),
    ("hexdecimal", _escape),
    ("comment or line break", _block_text),
    ("node content", _comma),
    ("digit or '.'", _percent),
    ("directive", _percent),
    ("document start", _after_end),
    ("alphabetic or numeric", _quotes),
    ("expected '>'", _quotes),
    ("expected '!'", _quotes),
)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
