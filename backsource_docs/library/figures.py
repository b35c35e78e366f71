"""Figures that come from law: dated, sourced data, one folder for each law."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.findings import Finding, Severity
from backsource_docs.yamlfile import YamlText

__all__ = ["Figure", "figures_from", "in_force"]

PLACE_OF_WORK = "place of work"


class Figure(Struct, frozen=True):
    """A legal figure from a day on, as printed, with its unit and its source.

    One that follows the place of work holds there whatever law governs the agreement.
    """

    name: str
    unit: str
    since: datetime.date
    value: str
    source: str
    follows_work: bool = False


def figures_from(source: YamlText) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """The figures of one file: topic, name, unit, values by date."""
    figures: list[Figure] = []
    findings: list[Finding] = []
    for topic, name, entry in _entries(source.data):
        try:
            figures += _figures(f"{topic}.{name}", entry)
        except (KeyError, TypeError, ValueError, AttributeError):
            message = f"The figure {topic}.{name} is not complete."
            remedy = f"Give unit and values (by date, with is and source), and follows: {PLACE_OF_WORK} or nothing."
            findings.append(Finding("LB04", Severity.ERROR, message, source.place((topic, name)), remedy))
    return tuple(figures), tuple(findings)


def _entries(data: object) -> list[tuple[str, str, dict[str, object]]]:
    topics = data.items() if isinstance(data, dict) else []
    return [(topic, name, entry) for topic, group in topics if isinstance(group, dict) for name, entry in group.items()]


def _figures(name: str, entry: Mapping[str, object]) -> list[Figure]:
    values, follows = entry["values"], entry.get("follows")
    assert isinstance(values, Mapping)
    if follows not in (None, PLACE_OF_WORK):
        raise ValueError(f"a figure follows the {PLACE_OF_WORK} or the law of its file alone")
    unit, travels = str(entry["unit"]), follows is not None
    return [
        Figure(name, unit, datetime.date.fromisoformat(since), str(value["is"]), str(value["source"]), travels)
        for since, value in values.items()
    ]


def in_force(figures: tuple[Figure, ...], on: datetime.date) -> dict[str, Figure]:
    """For each name the figure that applies on the day."""
    current = sorted((figure for figure in figures if figure.since <= on), key=lambda figure: figure.since)
    return {figure.name: figure for figure in current}
