"""A clause with what stands above its texts; these are parsed when a position is asked for."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field, model_validator

from backsource_docs.findings import Finding, Place
from backsource_docs.library.facts import Condition
from backsource_docs.library.markup import Markup, parse_markup
from backsource_docs.readers import Language, in_language
from backsource_docs.schema import Closed
from backsource_docs.tree import Block
from backsource_docs.values import Money, Percent, Period
from backsource_docs.yamlfile import YamlText

__all__ = ["IN_A_LINE", "POSITIONS", "Advice", "Approval", "Clause", "FrontMatter", "Parameter", "Text"]

POSITIONS = ("customer", "balanced", "supplier")
IN_A_LINE = "in a line"
_WITHOUT_MEANING = {"approved", "approver", "satisfies", "falls_short", "extends", "based_on", "in_a_line"}
_OF_THE_ORIGINAL = ("family", "laws", "when", "parameters", "satisfies")
_CONDITION = re.compile(r" *\{(when|unless)=([a-z][a-z0-9_]*)\}$")
_VERSION = re.compile(r"^- v(\d+),", re.MULTILINE)


def _number(text: str) -> int:
    digits = text.strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a number is written in figures, write for example 12")
    return int(digits)


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("a date is year-month-day, write for example 2027-03-01") from None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "period": Period.parse,
    "money": Money.parse,
    "percent": Percent.parse,
    "number": _number,
    "date": _date,
    "text": str,
}


class Parameter(Closed):
    """A value that a clause leaves to the deal: its label, type, bounds, default and the field that sets it."""

    label: str
    type: Literal["period", "money", "percent", "number", "date", "text"]
    deal: str | None = None
    default: str | None = None
    between: tuple[str, str] | None = None

    @model_validator(mode="after")
    def _readable(self) -> Parameter:
        """The default and the bounds are values of the parameter's own type."""
        for text in (self.default, *(self.between or ())):
            if text is not None:
                self.read(text)
        return self

    def read(self, text: str) -> Any:
        """The value that a text stands for; raises ValueError with what to write instead."""
        return _READERS[self.type](text)


class Approval(Closed):
    """Who approved which text of a clause; `text` is the fingerprint of what was approved."""

    version: int
    by: str
    date: str
    text: str


class FrontMatter(Closed):
    """What a clause file declares above its texts."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    kind: Literal["clause", "definition", "letter", "section"]
    family: str = ""
    laws: tuple[str, ...] = ("any",)
    when: Condition = Condition()
    fallback: tuple[Literal["customer", "balanced", "supplier"], ...] = ()
    approver: str = ""
    parameters: Mapping[str, Parameter] = Field(default_factory=dict)
    introduces: tuple[str, ...] = ()
    satisfies: tuple[str, ...] = ()
    falls_short: Mapping[Literal["customer", "balanced", "supplier"], tuple[str, ...]] = Field(default_factory=dict)
    plural: str = ""
    also: tuple[str, ...] = ()
    in_a_line: Literal["everywhere", "playbook"] = "everywhere"
    approved: Approval | None = None
    extends: bool = False
    based_on: str = ""
    language: Language = "en"
    translates: str = ""
    of: int | None = None

    @model_validator(mode="after")
    def _whole_translation(self) -> FrontMatter:
        """A translation names its language, the text that it translates and the version of that text."""
        told = (self.language != "en", bool(self.translates), self.of is not None)
        if any(told) and not all(told):
            raise ValueError("a translation names three things, write language: de, translates: customer-letter, of: 1")
        if all(told) and self.id != in_language(self.translates, self.language):
            raise ValueError(f"it is called after its text, write id: {in_language(self.translates, self.language)}")
        return self


class Text(Struct, frozen=True):
    """The raw text under one heading, and the file and line it begins on."""

    text: str
    line: int
    file: str = ""


class Advice(NamedTuple):
    """A paragraph of guidance in one line, and the fact on which it is of use; neither fact for all deals."""

    words: str
    when: str = ""
    unless: str = ""

    def holds(self, facts: Mapping[str, bool]) -> bool:
        """Whether the paragraph is of use for a deal of which these facts are true."""
        return (not self.when or facts.get(self.when, False)) and not (self.unless and facts.get(self.unless))


class Clause(Struct, frozen=True, dict=True):
    """One clause, definition, letter or section as its file has it."""

    matter: FrontMatter
    texts: Mapping[str, Text]
    file: str
    places: YamlText
    parse: Markup = parse_markup

    @property
    def id(self) -> str:
        return self.matter.id

    @property
    def positions(self) -> tuple[str, ...]:
        """The positions that the file has a text for, in the customer's order."""
        return tuple(position for position in POSITIONS if position in self.texts)

    @property
    def guidance(self) -> tuple[str, ...]:
        """The paragraphs of the guidance, for every law, their lines joined."""
        return tuple(advice.words for advice in self.advice)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The paragraphs of the guidance with the facts that they hang on."""
        text = self.texts.get("guidance")
        paragraphs = re.split(r"\n\s*\n", text.text.strip()) if text else []
        return tuple(_advice(" ".join(paragraph.split())) for paragraph in paragraphs if paragraph.strip())

    @property
    def version(self) -> int:
        """The highest version that the history names; 1 where it names none."""
        history = self.texts.get("history")
        return max(map(int, _VERSION.findall(history.text)), default=1) if history else 1

    @property
    def place(self) -> Place:
        return Place(self.file, 1)

    def translating(self, original: Clause) -> Clause:
        """A translation with what the original says above its texts, so that it need not be said twice."""
        said = {name: getattr(original.matter, name) for name in _OF_THE_ORIGINAL}
        return replace(self, matter=self.matter.model_copy(update=said))

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of what carries meaning: texts, conditions, parameters; not guidance, history or spacing."""
        matter = self.matter.model_dump_json(exclude=_WITHOUT_MEANING, exclude_defaults=True)
        words = [" ".join(self.texts[position].text.split()) for position in self.positions]
        return hashlib.sha256("\x00".join([matter, *words]).encode()).hexdigest()[:16]

    @property
    def approval(self) -> Literal["approved", "approval lapsed", "not approved"]:
        """Whether somebody approved the text, and the text is still the one that was approved."""
        if self.matter.approved is None:
            return "not approved"
        return "approved" if self.matter.approved.text == self.fingerprint else "approval lapsed"

    def file_of(self, position: str) -> str:
        """The file that the text of a position stands in: of a firm's own file that extends ours, it may be ours."""
        return self.texts[position].file or self.file

    def standing_in(self, position: str) -> Clause:
        """The clause as the file of one of its texts, for findings that name a line of that text."""
        file = self.file_of(position)
        return self if file == self.file else replace(self, file=file)

    def body(self, position: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
        """The parsed text of a position the file has."""
        text = self.texts[position]
        prose = self.matter.kind != "clause"
        return self.parse(text.text, text.file or self.file, text.line, prose=prose)


def _advice(paragraph: str) -> Advice:
    mark = _CONDITION.search(paragraph)
    if mark is None:
        return Advice(paragraph)
    return Advice(paragraph[: mark.start()], **{mark[1]: mark[2]})
