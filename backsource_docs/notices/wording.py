"""What a notice fills in beyond the deal: its days with their derivation, its way, its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.notices import Notice
from backsource_docs.deal.services import Service
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.correspondence import way_to_send
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.letters import LETTER_TABLES
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.notices.asking import Asking, series
from backsource_docs.notices.judging import Judgement
from backsource_docs.tree import Blank, Cell, Inline, Table, Text
from backsource_docs.values import print_date, print_value

__all__ = ["notice_tables", "notice_values"]

_WHOLE = "the whole of the Agreement"
_ALL = "all Service Functions"
_PLACES = " at each Service Location and for each member of the Customer Group that receives them"
_ON_RECEIPT = "the day on which the receipt for it is signed"
_CHOICES = {"in-house": "we take it in-house", "replacement supplier": "we switch to another provider"}
_EMAIL = "by email, on the same day"
_LABELS = {"earliest": "earliest day of effect"}
_SUCCESSORS = {"in-house": "the In-house Team", "replacement supplier": "a Replacement Supplier"}


def notice_values(judgement: Judgement, deal: Deal) -> dict[str, Any]:
    """The values that the texts of notices fill in, by name: `notice.…` and how a letter is sent."""
    asking = judgement.asking
    notice, path = asking.notice, asking.path
    days = {"earliest": judgement.earliest, "effective": judgement.effective}
    words = {
        "duty": notice.duty,
        "asks": notice.asks,
        "people": notice.people,
        "length": str(notice.length).replace("business day", "Business Day") if notice.length else None,
    }
    return {
        **{f"notice.{name}": _shown(day, name, path, deal) for name, day in days.items()},
        **{f"notice.{name}": _shown(word, name, path, deal) for name, word in words.items()},
        "notice.sent": asking.served,
        "notice.deemed": judgement.received or Text(_ON_RECEIPT, path="notice.deemed"),
        "letter.title": Text(judgement.kind.title, path="notice.title"),
        "notice.derivation": Text(judgement.derivation or "the clause sets no time", path="notice.derivation"),
        "notice.extent": Text(_extent(notice.functions), path=f"{path}.functions"),
        "notice.choices": tuple(_choices(notice.functions, deal)),
        "notice.successors": Text(_successors(notice.functions, deal), path="services"),
        "notice.functions": Text(series(notice.functions) or _ALL, path=f"{path}.functions"),
        "notice.enclosures": Text(series(notice.enclosures) or "none", path=f"{path}.enclosures"),
        "letter.method": Text(way_to_send(asking.method, deal), path=f"{path}.method"),
    }


def _extent(functions: tuple[str, ...]) -> str:
    return f"the Agreement in part, for {series(functions)}{_PLACES}," if functions else _WHOLE


def _choices(functions: tuple[str, ...], deal: Deal) -> Iterator[Inline]:
    """What becomes of each data processing service that ends; a blank where the deal leaves it with the outsourcer."""
    cloud = [(number, one) for number, one in _ending(functions, deal) if one.cloud]
    for place, (number, one) in enumerate(cloud):
        path = f"services[{number}].target"
        choice = _CHOICES.get(one.target)
        yield Text(f"{'; ' if place else ''}{one.name}: ")
        yield Text(choice, path=path) if choice else Blank(f"choice for {one.name}", path)


def _successors(functions: tuple[str, ...], deal: Deal) -> str:
    """Who performs what ends, as far as the deal says it."""
    groups: dict[str, list[str]] = {}
    for _, one in _ending(functions, deal):
        groups.setdefault(_SUCCESSORS.get(one.target, "not yet decided"), []).append(one.name)
    return "; ".join(f"{successor} for {series(names)}" for successor, names in groups.items())


def _ending(functions: tuple[str, ...], deal: Deal) -> Iterator[tuple[int, Service]]:
    """The functions that a notice ends, with their place in the deal from 1."""
    yield from (pair for pair in enumerate(deal.services, 1) if not functions or pair[1].name in functions)


def _shown(value: Any, name: str, path: str, deal: Deal) -> Inline:
    """A value, or a blank that says where the deal states it."""
    if value is None:
        return Blank(_LABELS.get(name) or Notice.model_fields[name].title or name, f"{path}.{name}")
    return Text(print_value(value, deal.locale), path=f"{path}.{name}")


def notice_tables(judgement: Judgement, position: str) -> Mapping[str, TableMaker]:
    """The tables of a notice by name; `position` is that of the clause on notices, which says who gets copies."""
    asking = judgement.asking
    return {
        **LETTER_TABLES,
        "notice-facts": lambda filler: _facts(asking, filler),
        "notice-record": lambda filler: _record(asking, filler),
        "notice-addresses": lambda filler: _addresses(judgement, position, filler),
    }


def _facts(asking: Asking, filler: Filler) -> Table:
    columns = (("Day", 1.4), ("Fact", 5.0))
    rows: list[tuple[str | Cell, ...]] = [
        (print_date(fact.day, filler.locale), (Text(fact.fact, path=f"{asking.path}.facts"),))
        for fact in asking.notice.facts
    ]
    return table_of("notice-facts", "Facts", columns, rows or [_open("fact", f"{asking.path}.facts", 2)])


def _record(asking: Asking, filler: Filler) -> Table:
    columns = (("Day", 1.4), ("Step", 2.2), ("What followed", 2.8))
    rows: list[tuple[str | Cell, ...]] = [
        (
            print_date(step.day, filler.locale),
            step.step[:1].upper() + step.step[1:],
            (Text(step.note or "nothing further", path=f"{asking.path}.record"),),
        )
        for step in sorted(asking.notice.record, key=lambda step: step.day)
    ]
    none: tuple[str | Cell, ...] = ("", "None", "no step was needed before this notice")
    return table_of("notice-record", "Steps before this notice", columns, rows or [none])


def _open(label: str, path: str, columns: int) -> tuple[str | Cell, ...]:
    return tuple((Blank(label, path),) for _ in range(columns))


def _addresses(judgement: Judgement, position: str, filler: Filler) -> Table:
    """Where the notice and its copies go, as the clause on notices demands at its position."""
    columns = (("To", 1.8), ("Address", 2.6), ("How", 1.9), ("As", 1.1))
    return table_of("notice-addresses", "Addresses", columns, list(_destinations(judgement, position, filler)))


def _destinations(judgement: Judgement, position: str, filler: Filler) -> Iterator[tuple[str | Cell, ...]]:
    kind, asking = judgement.kind, judgement.asking
    notices, method = filler.file.deal.supplier.notices, filler.computed("letter.method")
    attention = filler.value("supplier.notices.attention")
    yield (attention,), (filler.computed("letter.address"),), (method,), "notice"
    same = kind.formal and position == "supplier"
    copied = "the same way, on the same day" if same else "by post or courier, on the same day"
    if notices.copy_to:
        yield "Recipient of copies", (filler.value("supplier.notices.copy_to"),), copied, "copy"
    if kind.people and asking.notice.people:
        yield kind.people, (Text(asking.notice.people, path=f"{asking.path}.people"),), copied, "copy"
    if kind.formal and position != "supplier" and asking.method != "email":
        yield (attention,), (filler.value("supplier.notices.email"),), _EMAIL, "copy"
    if kind.exit_manager:
        yield "Exit Manager", (filler.value("governance.supplier_exit_manager.email"),), _EMAIL, "copy"
    manager = filler.value("governance.supplier_relationship_manager.email")
    yield "Relationship Manager", (manager,), _EMAIL, "for information"
