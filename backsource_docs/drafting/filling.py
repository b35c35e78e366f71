"""Values from the deal, the parameters and the law go into the text; what nobody gave becomes a visible blank."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.choices import read_parameter, unreadable_parameter
from backsource_docs.drafting.speaking import Speech
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause, Parameter
from backsource_docs.library.figures import Figure, in_force
from backsource_docs.modelling import field_at
from backsource_docs.tree import Blank, Field, Inline, Text
from backsource_docs.values import Money, Percent, Period, print_value

__all__ = ["Filler", "label_of"]


class Filler(Struct, frozen=True):
    """Fills the fields of clauses for one document.

    `extra` are computed values by name (dates of the plan, what a letter says to its readers); they come before the
    fields of the deal, and what is an inline or a run of inlines already is taken as it is. `defined` prints units as
    the contract defines them ("Business Days"), `speech` is how a letter in another language speaks.
    """

    file: DealFile
    figures: Mapping[str, Figure]
    locale: str
    defined: bool
    extra: Mapping[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    speech: Speech | None = None

    @classmethod
    def for_deal(cls, file: DealFile, figures: tuple[Figure, ...], as_of: datetime.date, **others: Any) -> Filler:
        """A filler with the figures in force on the as-of date, in the locale of its speech, else of the deal."""
        speech: Speech | None = others.get("speech")
        locale = speech.locale if speech else file.deal.locale
        return cls(file, in_force(figures, as_of), locale, **others)

    def filled(self, content: tuple[Inline, ...], clause: Clause) -> tuple[Inline, ...]:
        """The content with each field replaced by its value or by a blank."""
        for piece in content:
            if isinstance(piece, Field):
                break
        else:
            return content
        return tuple(filled for piece in content for filled in self._filled(piece, clause))

    def _filled(self, piece: Inline, clause: Clause) -> tuple[Inline, ...]:
        if not isinstance(piece, Field):
            return (piece,)
        value = self.extra.get(piece.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Text | Blank):
            return value
        return (self._inline(piece, clause),)

    def parameter(self, clause: Clause, name: str) -> Any:
        """The value of a parameter: as chosen for the clause, else by the deal, else the default; None for a blank."""
        parameter = clause.matter.parameters[name]
        choice = self.file.deal.position.clauses.get(clause.id)
        chosen = choice.parameters.get(name) if choice else None
        if chosen is not None:
            place = self.file.source.place(("position", "clauses", clause.id, "parameters", name))
            at = f"position.clauses.{clause.id}.parameters.{name}"
            return self._checked(clause, name, parameter, self._read(at, parameter, chosen, place), place)
        value = self._of_deal(parameter, name, clause)
        if value is not None:
            place = self.file.place(parameter.deal or "")
            return self._checked(clause, name, parameter, value, place)
        at = f"{clause.id}: {name}"
        return self._read(at, parameter, parameter.default, clause.place) if parameter.default else None

    def _of_deal(self, parameter: Parameter, name: str, clause: Clause) -> Any:
        try:
            return self.file.deal.value_at(parameter.deal) if parameter.deal else None
        except KeyError:
            message = f"The parameter {name} is set by {parameter.deal}, which no deal has."
            self._report("LB06", message, clause.place, "Correct the path.")
            return None

    def printed(self, value: Any) -> str:
        """A value as this document prints it."""
        if isinstance(value, tuple | list):
            return _series([self.printed(item) for item in value])
        text = print_value(value, self.locale)
        if isinstance(value, Period) and self.defined:
            return text.replace("business day", "Business Day")
        return text

    def value(self, path: str) -> Inline:
        """A field of the deal as an inline, a blank with its label where the deal does not say."""
        value = self.file.deal.value_at(path)
        return self._shown(value, label_of(path) if _is_open(value) else "", path)

    def shown(self, value: Any, label: str, path: str = "") -> Inline:
        """Any value as an inline, a blank with the label where it is None."""
        return self._shown(value, label, path)

    def computed(self, name: str) -> Inline:
        """A value of `extra` as an inline; KeyError for a name that it does not hold."""
        value = self.extra[name]
        if isinstance(value, Text | Blank):
            return value
        return self._shown(value, name.rpartition(".")[2].replace("_", " "), name)

    def _inline(self, piece: Field, clause: Clause) -> Inline:
        name = piece.name
        if name in clause.matter.parameters:
            parameter = clause.matter.parameters[name]
            path = parameter.deal or f"position.clauses.{clause.id}.parameters.{name}"
            return self._shown(self.parameter(clause, name), parameter.label.lower(), path)
        if name in self.extra:
            return self.computed(name)
        if name.startswith("figures."):
            return self._figure(name, clause, piece.line)
        try:
            return self.value(name)
        except KeyError:
            message = f"{{{{ {name} }}}} is neither a parameter of {clause.id} nor a field of the deal."
            self._report("LB06", message, Place(clause.file, piece.line), "Declare it or correct the name.")
            return Blank(name, name)

    def _figure(self, name: str, clause: Clause, line: int) -> Inline:
        figure = self.figures.get(name.removeprefix("figures."))
        if figure is None:
            message = f"{name} has no value under the law {self.file.deal.law.governing}."
            remedy = "Put the limb under a condition of law, or add the figure."
            self._report("LB07", message, Place(clause.file, line), remedy)
            return Blank(name, name)
        return Text(figure.value, path=name)

    def _shown(self, value: Any, label: str, path: str) -> Inline:
        if _is_open(value):
            return Blank(label, path)
        if self.speech and self.speech.foreign and isinstance(value, str | tuple):
            return self._said(value, path, self.speech)
        return Text(self.printed(value), path=path or "value")

    def _said(self, value: str | tuple[Any, ...], path: str, speech: Speech) -> Inline:
        """Words of the deal in the language of the document."""
        if isinstance(value, str):
            return speech.said(value, path)
        return speech.series(tuple(map(self.printed, value)), path)

    def _read(self, at: str, parameter: Parameter, text: str, place: Place) -> Any:
        try:
            return read_parameter(parameter, text)
        except ValueError as error:
            self.findings.append(unreadable_parameter(at, parameter, text, error, place))
            return None

    def _checked(self, clause: Clause, name: str, parameter: Parameter, value: Any, place: Place) -> Any:
        """The value; a finding where it lies outside the range that the clause states."""
        if parameter.between and value is not None:
            low, high = (_size(parameter.read(bound)) for bound in parameter.between)
            if not low <= _size(value) <= high:
                message = f"{clause.id}: {name} ({parameter.label.lower()}) is {value}, outside the usual range."
                remedy = f"Usual is {parameter.between[0]} to {parameter.between[1]}."
                self.findings.append(Finding("SL06", Severity.WARNING, message, place, remedy))
        return value

    def _report(self, code: str, message: str, place: Place, remedy: str) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, place, remedy))


def _is_open(value: Any) -> bool:
    return value is None or value == () or value == ""


def _size(value: Any) -> Any:
    if isinstance(value, Period):
        return value.minutes
    return value.amount if isinstance(value, Money | Percent) else value


def _series(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def label_of(path: str) -> str:
    """What a blank says of a field of the deal: its title, with the party it belongs to."""
    found = field_at(Deal, tuple(path.split(".")))
    title = found.title if found and found.title else path.rpartition(".")[2].replace("_", " ")
    party = path.partition(".")[0]
    return f"{party}: {title}" if party in ("customer", "supplier") and "." in path else title
