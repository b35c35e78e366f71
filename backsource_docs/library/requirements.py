"""What laws, guidelines and good practice ask of an outsourcing deal: one file an instrument, one row a requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from pydantic import Field

from backsource_docs.findings import Finding, Place
from backsource_docs.library.facts import Condition
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.yamlfile import YamlText

__all__ = ["Requirement", "requirements_from"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")


class _Row(Closed):
    """A requirement as its file has it, under its id."""

    citation: str = Field(min_length=1, examples=["Art. 28(8)"])
    title: str = Field(min_length=1, examples=["Exit strategy"])
    requirement: str = Field(min_length=1, examples=["Have an exit strategy for each critical function."])
    applies: Condition | None = None
    confirmed: bool = False
    basis: str = ""


class _Instrument(Closed):
    """One file: an instrument, the facts on which it applies, its requirements by id."""

    instrument: str = Field(min_length=1, examples=["House rules on outsourcing"])
    short: str = ""
    applies: Condition = Condition()
    requirements: Mapping[str, _Row] = Field(
        examples=[
            {"house-1": {"citation": "Rule 1", "title": "Exit test", "requirement": "Test the exit plan yearly."}}
        ]
    )


class Requirement(Struct, frozen=True):
    """One thing that an instrument asks for; `confirmed` says whether a text of the instrument was read for it."""

    id: str
    instrument: str
    short: str
    citation: str
    title: str
    requirement: str
    applies: Condition
    confirmed: bool
    basis: str
    place: Place


def requirements_from(source: YamlText) -> tuple[tuple[Requirement, ...], tuple[Finding, ...]]:
    """The requirements of one file in its order."""
    instrument, findings = typed(_Instrument, source, CODES)
    return (tuple(_requirements(instrument, source)) if instrument else ()), findings


def _requirements(instrument: _Instrument, source: YamlText) -> Iterator[Requirement]:
    for id, row in instrument.requirements.items():
        yield Requirement(
            id,
            instrument.instrument,
            instrument.short or instrument.instrument,
            row.citation,
            row.title,
            row.requirement,
            instrument.applies if row.applies is None else row.applies,
            row.confirmed,
            row.basis,
            source.place(("requirements", id)),
        )
