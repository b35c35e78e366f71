"""Deals made from a few facts, for the tests of planning."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.findings import Finding
from backsource_docs.planning.timetable import Timetable

ROOT = Path(__file__).parents[2]
AS_OF = datetime.date(2026, 11, 23)
Planned = tuple[Timetable, tuple[Finding, ...]]


def read(content: bytes) -> DealFile:
    file, findings = read_deal(content, "deal.yaml")
    assert file is not None, findings
    return file


def made(**parts: Any) -> DealFile:
    """A small deal with what a case says about it."""
    backsourcing = {"assistance": "12 months"}
    for name in ("notice", "milestones", "phases"):
        if parts.get(name):
            backsourcing[name] = parts[name]
    deal: Mapping[str, Any] = {
        "name": "Case",
        "customer": {"name": "Customer Limited", "sector": parts.get("sector", "other")},
        "supplier": {"name": "Supplier Limited"},
        "law": {"governing": parts.get("law", "england-and-wales")},
        "term": {"commencement": "2027-03-01", "initial": "60 months"},
        "termination": {"convenience_notice": "6 months", "convenience_not_before": "12 months"},
        "services": parts.get("services", [{"name": "Payroll"}]),
        "backsourcing": backsourcing,
        "position": {"overall": parts.get("position", "customer"), "clauses": parts.get("clauses", {})},
        **{name: parts[name] for name in ("staff", "plan") if name in parts},
    }
    return read(yaml.safe_dump(deal, sort_keys=False).encode())
