"""Figures that come from law: dated, sourced data, one folder for each law."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from backsource_docs.findings import Finding, Severity
from backsource_docs.yamlfile import YamlText

__all__ = ["Figure", "figures_from", "in_force"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A legal figure from a day on, as printed, with its unit and its source."""

    name: str
    unit: str
    since: datetime.date
    value: str
    source: str


def figures_from(source: YamlText) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """The figures of one file: topic, name, unit, values by date."""
    figures: list[Figure] = []
    findings: list[Finding] = []
    for topic, name, entry in _entries(source.data):
        try:
            figures += _figures(f"{topic}.{name}", entry)
        except (KeyError, TypeError, ValueError, AttributeError):
            message = f"The figure {topic}.{name} is not complete."
            remedy = "Give unit and values; each value by date, with is and source."
            findings.append(Finding("LB04", Severity.ERROR, message, source.place((topic, name)), remedy))
    return tuple(figures), tuple(findings)


def _entries(data: object) -> list[tuple[str, str, dict[str, object]]]:
    topics = data.items() if isinstance(data, dict) else []
    return [(topic, name, entry) for topic, group in topics if isinstance(group, dict) for name, entry in group.items()]


def _figures(name: str, entry: Mapping[str, object]) -> list[Figure]:
    values = entry["values"]
    assert isinstance(values, Mapping)
    return [
        Figure(name, str(entry["unit"]), datetime.date.fromisoformat(since), str(value["is"]), str(value["source"]))
        for since, value in values.items()
    ]


def in_force(figures: tuple[Figure, ...], on: datetime.date) -> dict[str, Figure]:
    """For each name the figure that applies on the day."""
    current = sorted((figure for figure in figures if figure.since <= on), key=lambda figure: figure.since)
    return {figure.name: figure for figure in current}
