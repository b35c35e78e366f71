"""Sheets made for one deal: the rows of the library repeated for each function that comes back, or each data set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.services import Service
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.listed_tables import Numbers, filled_row, filled_words
from backsource_docs.planning.listings import Sheet, SheetRow, Trait
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Cell, Column, Inline, Row, Table, Text

__all__ = ["sheet_tables"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EMPTY: Cell = (Text(""),)
_PERSONAL: frozenset[Trait] = frozenset({"personal"})


class _Subject(Struct, frozen=True):
    """What a sheet is repeated for: its values under the names of the library, and its traits."""

    values: Mapping[str, Any]
    traits: frozenset[Trait]


def sheet_tables(sheets: Mapping[str, Sheet], timetable: Timetable, numbers: Numbers) -> Mapping[str, TableMaker]:
    """A maker for each sheet.

    Cells may name, of a function: each.name, wave, owner, description, tolerance, locations, target, critical,
    people, software, data, contracts, assets, shared, levels; of a data set: each.name, format, volume, personal,
    function, owner, wave; of both: each.starts.<task> and each.done.<task>, the first and the last day of a task.
    """
    return {name: partial(_table, name, sheet, timetable, numbers) for name, sheet in sheets.items()}


def _table(name: str, sheet: Sheet, timetable: Timetable, numbers: Numbers, filler: Filler) -> Table:
    columns = tuple(Column(title, width) for title, width in zip(sheet.columns, sheet.widths, strict=False))
    found = _functions(timetable, filler) if sheet.each == "function" else _data_sets(timetable, filler)
    subjects = [subject for subject in found if subject.traits.issuperset(sheet.only)]
    rows = [row for number, subject in enumerate(subjects) for row in _rows(sheet, subject, number, numbers, filler)]
    nothing = Row(((Text(f"no {sheet.each} in scope"),), *((_EMPTY,) * (len(columns) - 1))))
    return Table(name, sheet.caption, columns, tuple(rows) or (nothing,))


def _rows(sheet: Sheet, subject: _Subject, number: int, numbers: Numbers, filler: Filler) -> Iterator[Row]:
    told = replace(filler, extra={**filler.extra, **subject.values})
    letter = _LETTERS[number % len(_LETTERS)]
    if sheet.heading:
        yield Row(((Text(f"{letter}. "), *filled_words(sheet.heading, told)),), strong=True)
    kept = [row for row in sheet.rows if subject.traits.issuperset(row.of)]
    rows: Sequence[SheetRow] = [*kept, *([SheetRow(cells=("#",))] * sheet.open_rows)]
    for count, row in enumerate(rows, 1):
        label = f"{letter}{count}" if sheet.heading else str(number * len(rows) + count)
        yield filled_row(row, label, sheet.columns, numbers, told)


def _functions(timetable: Timetable, filler: Filler) -> Iterator[_Subject]:
    """The functions that come back, in the order of their waves."""
    deal = filler.file.deal
    coming = [(number, service) for number, service in enumerate(deal.services, 1) if service.backsource]
    for number, service in sorted(coming, key=lambda item: item[1].wave):
        fields = ("name", "wave", "owner", "description", "tolerance", "locations", "target")
        stated = {field: _stated(service, field, f"services[{number}]", filler) for field in fields}
        listed = {name: Text("; ".join(words) or "none listed") for name, words in _listed(deal, service).items()}
        critical = Text("yes" if service.critical else "no")
        values = {**stated, **listed, "critical": critical, **_days(timetable, service)}
        yield _Subject(_named(values), _traits(deal, service))


def _data_sets(timetable: Timetable, filler: Filler) -> Iterator[_Subject]:
    """The data sets of the functions that come back, and those of no single function, in the order of the waves."""
    deal = filler.file.deal
    owners = {service.name: service for service in deal.services}
    found = [(number, data, owners.get(data.service or "")) for number, data in enumerate(deal.data.sets, 1)]
    coming = [item for item in found if item[2] is None or item[2].backsource]
    for number, data, service in sorted(coming, key=lambda item: item[2].wave if item[2] else 0):
        stated = {field: _stated(data, field, f"data.sets[{number}]", filler) for field in ("name", "format", "volume")}
        of_function: dict[str, Any] = {
            "function": Text(service.name if service else "several functions"),
            "owner": _stated(service, "owner", "services", filler) if service else Text("Data lead"),
            "wave": Text(str(service.wave) if service else "all"),
            "personal": Text("yes" if data.personal else "no"),
        }
        traits = _traits(deal, service) if service else frozenset()
        traits = traits | _PERSONAL if data.personal else traits - _PERSONAL
        yield _Subject(_named({**stated, **of_function, **_days(timetable, service)}), traits)


def _named(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {f"each.{name}": value for name, value in values.items()}


def _stated(entry: Any, field: str, path: str, filler: Filler) -> Inline:
    """A field of the deal as it prints; a blank where the deal does not say."""
    title = type(entry).model_fields[field].title or field
    return filler.shown(getattr(entry, field), title, f"{path}.{field}")


def _listed(deal: Deal, service: Service) -> Mapping[str, Sequence[str]]:
    """What the deal lists for a function, in words."""
    mine = partial(_of, service)
    return {
        "people": [f"{group.role} ({group.headcount or 'number open'})" for group in mine(deal.staff.groups)],
        "software": [licence.software for licence in mine(deal.licences)],
        "data": [data.name for data in mine(deal.data.sets)],
        "contracts": [contract.name for contract in mine(deal.third_party_contracts)],
        "assets": [asset.name for asset in mine(deal.assets)],
        "shared": [asset.name for asset in mine(deal.assets) if asset.kind == "shared"],
        "levels": [level.metric for level in mine(deal.service_levels)],
    }


def _of(service: Service, entries: Iterable[Any]) -> list[Any]:
    return [entry for entry in entries if entry.service == service.name]


def _traits(deal: Deal, service: Service) -> frozenset[Trait]:
    listed = _listed(deal, service)
    shared = any(contract.shared for contract in _of(service, deal.third_party_contracts))
    held: Mapping[Trait, bool] = {
        "critical": service.critical,
        "ict": service.ict,
        "cloud": service.cloud,
        "personal": service.personal_data,
        "offshore": service.offshore,
        "people": bool(listed["people"]),
        "software": bool(listed["software"]),
        "data": bool(listed["data"]),
        "contracts": bool(listed["contracts"]),
        "assets": bool(listed["assets"]),
        "shared": bool(listed["shared"]) or shared,
    }
    return frozenset(trait for trait, holds in held.items() if holds)


def _days(timetable: Timetable, service: Service | None) -> Mapping[str, Any]:
    """The first and the last day of each task of the function, of its wave, or of the exit as a whole."""
    mine = [entry for entry in timetable.tasks if _concerns(entry, service)]
    starts = {f"starts.{_name(entry)}": entry.start for entry in reversed(mine)}
    return {**starts, **{f"done.{_name(entry)}": entry.finish for entry in mine}}


def _concerns(entry: Scheduled, service: Service | None) -> bool:
    task = entry.task
    if task.function:
        return service is not None and task.function == service.name
    return task.wave is None or (service is not None and task.wave == service.wave)


def _name(entry: Scheduled) -> str:
    return entry.task.entry.replace("-", "_")
