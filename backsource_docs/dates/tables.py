"""The tables of the schedule of key dates: the answer, the days of each group, the rules of counting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from backsource_docs.dates.entries import GROUPS, Diary, Entry, Group
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.tree import Cell, Column, Row, Table, Text
from backsource_docs.values import short_date

__all__ = ["diary_tables"]

_STATES = {"lost": "Lost", "passed": "Passed", "today": "Today", "no date": "No date yet"}


def diary_tables(diary: Diary) -> Mapping[str, TableMaker]:
    """A maker for each table: dates-answer, dates-rules, and dates-… for each group."""
    groups = {f"dates-{group}": partial(_group, diary, group) for group in GROUPS}
    return {"dates-answer": partial(_answer, diary), "dates-rules": partial(_rules, diary), **groups}


def _answer(diary: Diary, filler: Filler) -> Table:
    wish, aim = diary.asked.wish, diary.asked.aim
    rows: list[tuple[str | Cell, ...]] = [("As known on", filler.printed(diary.as_of))]
    if wish:
        rows.append((f"Wished {'Termination Date' if aim == 'termination' else aim}", filler.printed(wish)))
    rows.append(("Answer" if wish else "What comes next", diary.answer))
    return table_of("dates-answer", "In short", [("Question", 1.4), ("Answer", 6.0)], rows)


def _rules(diary: Diary, filler: Filler) -> Table:
    rows = [(str(count), rule) for count, rule in enumerate(diary.rules, 1)]
    return table_of("dates-rules", "How days are counted", [("No.", 0.5), ("Rule", 7.0)], rows)


def _group(diary: Diary, group: Group, filler: Filler) -> Table:
    columns = (Column("Day", 2.1), Column("What", 2.5), Column("How it was found", 6.4), Column("Whose act", 1.2))
    rows = [row for rows in _together(diary, group, filler.locale) for row in rows]
    none = Row(((Text(""),), (Text("Nothing in this deal."),), (Text(""),), (Text(""),)))
    return Table(f"dates-{group}", GROUPS[group], columns, tuple(rows) or (none,))


def _together(diary: Diary, group: Group, locale: str) -> Iterator[list[Row]]:
    """The rows of each deadline; the ways to serve one notice stand under its name."""
    seen = ""
    for entry in diary.by_group.get(group, ()):
        head = (
            [Row(((Text(entry.title, strong=True),),), strong=True)] if entry.method and entry.deadline != seen else []
        )
        seen = entry.deadline
        yield [*head, _row(entry, locale)]


def _row(entry: Entry, locale: str) -> Row:
    until = f", {entry.until}" if entry.until else ""
    day = f"{short_date(entry.day, locale)}{until}" if entry.day else ""
    state = _STATES.get(entry.state, "")
    shown = f"{day} ({state.lower()})" if day and state else day or state
    what = entry.method[:1].upper() + entry.method[1:] if entry.method else entry.title
    notes = " ".join(filter(None, [entry.do, f"Instead: {entry.instead}" if entry.instead else ""]))
    words = f"{entry.derivation}." + (f" {notes}" if notes else "")
    who = entry.who[:1].upper() + entry.who[1:]
    return Row(((Text(shown),), (Text(what),), (Text(words),), (Text(who),)))
