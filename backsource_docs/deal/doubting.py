"""What a deal says that can be right but is worth a look: warnings, never refusals."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from backsource_docs.deal.communications import Stakeholder
from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding, Severity
from backsource_docs.schema import dotted
from backsource_docs.values import Measure, Money
from backsource_docs.yamlfile import Path, YamlText

__all__ = ["doubts", "outdated"]

_ONCE = ("told_on", "told_at", "owner", "approver", "channel")

_TRANSFERS = {
    "england-and-wales": ("TUPE", "tupe"),
    "germany": ("section 613a of the German Civil Code", "section-613a"),
    "ireland": ("S.I. No. 131 of 2003", "irish-regulations"),
}


def doubts(deal: Deal, source: YamlText, wrong: frozenset[Path] = frozenset()) -> Iterator[Finding]:
    """A warning for each doubtful value; `wrong` are the paths of values that are mistakes already."""
    currency = deal.charges.currency
    for path, value in _leaves(deal, ()):
        if path not in source.places or path in wrong:
            continue
        doubt = _doubt(path, value, currency)
        if doubt:
            code, message, remedy = doubt
            yield Finding(code, Severity.WARNING, f"{dotted(path)}: {message}", source.place(path), remedy)
    yield from _destinations(deal, source)
    yield from _totals(deal, source)
    yield from _transfer(deal, source, wrong)
    yield from _translations(deal, source)
    yield from _told_twice(deal, source)


def outdated(deal: Deal, source: YamlText, as_of: datetime.date) -> Iterator[Finding]:
    """A warning for each date that readers are to wait for and that has passed on the day of the documents."""
    path: Path = ("communications", "next_update")
    day = deal.communications.next_update
    if day and day < as_of:
        message = f"{day} lies before {as_of}, the day on which the documents speak."
        yield _doubtful("DL17", path, message, "Write a day that is still to come.", source)


def _transfer(deal: Deal, source: YamlText, wrong: frozenset[Path]) -> Iterator[Finding]:
    """People in scope under a European law, and nobody has said whether its rules carry them over."""
    path: Path = ("staff", "in_scope")
    people = deal.staff.in_scope
    decided = ("staff", "regime") in source.places or not wrong.isdisjoint([path, ("law", "governing")])
    name, regime = _TRANSFERS.get(deal.law.governing, ("", ""))
    if people and regime and not decided:
        message = f"nothing says whether {name} carries over the people in scope ({people}); its clauses are left out."
        remedy = f"Write regime: {regime} under staff, or regime: none if counsel has confirmed that nobody transfers."
        yield _doubtful("DL15", path, message, remedy, source)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values inside models and lists, with their paths."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _leaves(entry, (*path, number))
    else:
        yield path, value


def _doubt(path: Path, value: Any, currency: str | None) -> tuple[str, str, str] | None:
    if path[-1] == "email" and isinstance(value, str) and not _is_address(value):
        return "DL09", f"{value} does not look like an email address.", "Write for example notices@bank.example."
    if isinstance(value, Money) and currency and value.currency != currency:
        message = f"{value} is in another currency than the annual charges ({currency})."
        return "DL08", message, "Check the currency."
    if isinstance(value, Measure) and value.unit == "%" and value.amount > 100:
        return "DL10", f"{value} is more than the whole.", "Write a level of at most 100%, unless more can be reached."
    return None


def _is_address(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return bool(name and at and "." in domain.strip(".")) and not any(map(str.isspace, text))


def _destinations(deal: Deal, source: YamlText) -> Iterator[Finding]:
    """A function that comes back but stays with the supplier, or the other way round."""
    for number, service in enumerate(deal.services):
        if service.backsource == (service.target == "retained by supplier"):
            path: Path = ("services", number, "target")
            said = "comes back (backsource: yes)" if service.backsource else "does not come back (backsource: no)"
            message = f"{dotted(path)}: {service.name} {said}, but its target is {service.target}."
            yield Finding("DL11", Severity.WARNING, message, source.place(path), "Let backsource and target agree.")


def _totals(deal: Deal, source: YamlText) -> Iterator[Finding]:
    """Totals that differ from the sum of their parts, where every part is given."""
    parts = [service.annual_charge for service in deal.services]
    total = deal.charges.annual
    if total and parts and all(part and part.currency == total.currency for part in parts):
        added = sum(part.amount for part in parts if part)
        if added != total.amount:
            message = f"{total} differs from the charges of the functions, which add up to {added:,}."
            yield _doubtful("DL14", ("charges", "annual"), message, "Correct the total or a part.", source)
    heads = [group.headcount or 0 for group in deal.staff.groups if group.headcount is not None]
    complete = len(heads) == len(deal.staff.groups) > 0
    if deal.staff.in_scope and complete and sum(heads) != deal.staff.in_scope:
        message = f"{deal.staff.in_scope} differs from the groups, which add up to {sum(heads)}."
        yield _doubtful("DL14", ("staff", "in_scope"), message, "Correct the total or a group.", source)


def _translations(deal: Deal, source: YamlText) -> Iterator[Finding]:
    """A translation of a text that the deal does not have, or no longer has in these words, or has translated twice."""
    entries = deal.communications.translations
    known = {*_texts(source.data, ())} if entries else set()
    told: set[str] = set()
    for number, entry in enumerate(entries):
        path: Path = ("communications", "translations", number, "of")
        text = " ".join(entry.of.split())
        if text in told:
            yield _doubtful("DL18", path, f"“{text}” is translated twice.", "Keep one entry for it.", source)
        elif text not in known:
            close = difflib.get_close_matches(text, known, 1)
            remedy = f"Did you mean “{close[0]}”?" if close else "Write the text as it stands in the deal."
            yield _doubtful("DL18", path, f"the deal does not say “{text}”, so nothing is translated.", remedy, source)
        told.add(text)


def _told_twice(deal: Deal, source: YamlText) -> Iterator[Finding]:
    """A second entry for an audience in the same language, or one that states another day, hour, owner or approver."""
    first: dict[str, Stakeholder] = {}
    languages: set[tuple[str, str]] = set()
    for number, entry in enumerate(deal.communications.stakeholders):
        path: Path = ("communications", "stakeholders", number)
        if (entry.audience, entry.language) in languages:
            message = f"there is an entry for {entry.audience} in this language before it, and that one is used."
            yield _doubtful("DL19", path, message, "Make one entry of the two, or write its language.", source)
        languages.add((entry.audience, entry.language))
        former = first.setdefault(entry.audience, entry)
        for name in _ONCE:
            here, before = getattr(entry, name), getattr(former, name)
            if here and here != before:
                message = f"the entry for {entry.audience} before it says {before or 'nothing'}; all hear it at once."
                yield _doubtful("DL19", (*path, name), message, "State it in the first entry alone.", source)


def _texts(data: Any, path: Path) -> Iterator[str]:
    """Every text of the deal file outside the translations, with single spaces."""
    if path == ("communications", "translations"):
        return
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict | list):
        for name, inner in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(inner, (*path, name))


def _doubtful(code: str, path: Path, message: str, remedy: str, source: YamlText) -> Finding:
    return Finding(code, Severity.WARNING, f"{dotted(path)}: {message}", source.place(path), remedy)
