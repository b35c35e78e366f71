"""A small library becomes a draft: conditions, values, tables, definitions, notes, citations."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.composing import Composer
from backsource_docs.drafting.covering import address_lines
from backsource_docs.drafting.describing import described
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.selecting import select
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.library.store import Library
from backsource_docs.tree import (
    Blank,
    Clause,
    Contents,
    Definition,
    Draft,
    Execution,
    Inline,
    Limb,
    Number,
    Paragraph,
    Reference,
    Table,
    Text,
    inlines_of,
    plain,
    walk,
)

Build = Callable[[Mapping[str, str]], Path]
DealMaker = Callable[..., DealFile]
NAMES = ["A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}", "Żółć Sp. z o.o.", "株式会社", "Exit Services Limited"]
FACTS = "offshore: {says: Work is done abroad, path: 'services[].offshore', is: 'yes'}\n"
EXIT = """\
---
id: exit
title: Exit
kind: clause
fallback: [customer, balanced]
approver: General Counsel
parameters:
  notice: {label: Notice, type: period, default: 10 business days}
---
## Customer

1. {{ supplier.name }} shall start Exit on {{ notice }} by {{ customer.address }}.
1. Under this clause it shall:
   1. return data; and {when=offshore}
   1. observe [Work](work.md#right).

   ```table
   services
   ```

## Balanced

1. Both.

## Guidance

Why it matters.
"""
RECIPE = """\
id: small
title: Small agreement
kind: contract
style: contract
definitions: definitions
parts:
  - {id: contents, insert: contents}
  - {id: body, title: Body, numbering: clauses, clauses: [{heading: First}, definitions, exit]}
  - {id: schedule-work, title: Work, numbering: schedule, clauses: [work]}
  - {id: schedule-none, title: None, numbering: schedule}
  - {id: signatures, insert: execution}
"""


def text_of(name: str, title: str, words: str, kind: str = "clause") -> str:
    return f"---\nid: {name}\ntitle: {title}\nkind: {kind}\n---\n## Balanced\n\n{words}\n"


FILES = {
    "facts.yaml": FACTS,
    "clauses/def/definitions.md": text_of("definitions", "Definitions", "1. In this Agreement:"),
    "clauses/exit/exit.md": EXIT,
    "clauses/work/work.md": text_of("work", "Work", "1. The work of this clause is done. {#right}\n1. It goes on."),
    "definitions/exit-term.md": text_of("exit-term", "Exit", "the end of the Work.", "definition"),
    "definitions/work-term.md": text_of("work-term", "Work", "what is done.", "definition"),
    "definitions/idle.md": text_of("idle", "Idle", "nothing.", "definition"),
    "documents/small.yaml": RECIPE,
}


def composed(folder: Path, file: DealFile, **others: Any) -> tuple[Draft, list[str]]:
    library = Library((folder,), (folder,))
    holds = established(library.facts, file.deal)
    recipe = library.recipe("small")
    assert recipe is not None
    selection, found = select(recipe, file, library, holds)
    filler = Filler.for_deal(file, (), datetime.date(2026, 11, 23), defined=True)
    composer = Composer(file, library, holds, filler, lambda text: text, CONTRACT_TABLES, **others)
    draft = composer.draft(selection, {})
    return draft, [str(finding) for finding in [*library.findings, *found, *filler.findings, *composer.findings]]


def part(draft: Draft, key: str) -> Any:
    return next(part for part in draft.parts if part.key == key)


def clause(draft: Draft, key: str) -> Clause:
    blocks = [block for part in draft.parts for block in part.blocks]
    return next(block for block in blocks if isinstance(block, Clause) and block.key == key)


def pieces(draft: Draft) -> list[Inline]:
    return [piece for part in draft.parts for block in walk(part.blocks) for piece in inlines_of(block)]


def test_parts_headings_inserts_and_empty_schedules(build_files: Build, deal_file: DealMaker) -> None:
    draft, said = composed(build_files(FILES), deal_file())
    assert said == []
    assert [part.key for part in draft.parts] == ["contents", "body", "schedule-work", "signatures"]
    assert part(draft, "contents").blocks == (Contents(),)
    assert part(draft, "body").blocks[0] == Paragraph((Text("First"),), "part-heading")
    (execution,) = part(draft, "signatures").blocks
    assert isinstance(execution, Execution)
    assert [(one.party, one.role) for one in execution.signatories] == [
        ("Alder plc", "Customer"),
        ("Birch Limited", "Supplier"),
    ]


def test_limbs_have_keys_values_tables_and_live_references(build_files: Build, deal_file: DealMaker) -> None:
    draft, _ = composed(build_files(FILES), deal_file("services: [{name: Payroll, offshore: yes}]\n"))
    first, second = clause(draft, "exit").blocks
    assert isinstance(first, Limb) and isinstance(second, Limb)
    assert plain(first.content) == (
        "Birch Limited shall start Exit on 10 Business Days by [● customer: registered address]."
    )
    assert Blank("customer: registered address", "customer.address") in first.content
    assert [child.key for child in second.children if isinstance(child, Limb)] == ["exit/2/1", "exit/2/2"]
    table = second.children[-1]
    assert isinstance(table, Table) and plain(table.rows[0].cells[0]) == "Payroll"
    assert Reference("work#right", "Work", 15) in pieces(draft)


def test_a_dropped_limb_leaves_a_sentence(build_files: Build, deal_file: DealMaker) -> None:
    draft, _ = composed(build_files(FILES), deal_file())
    second = clause(draft, "exit").blocks[1]
    assert isinstance(second, Limb)
    assert plain(second.content) == "Under this clause it shall observe Work."
    assert [type(child) for child in second.children] == [Table]


def test_definitions_used_stand_in_their_home_sorted(build_files: Build, deal_file: DealMaker) -> None:
    draft, _ = composed(build_files(FILES), deal_file())
    entries = [block for block in clause(draft, "definitions").blocks if isinstance(block, Definition)]
    assert [(entry.term, plain(entry.content)) for entry in entries] == [
        ("Exit", "the end of the Work."),
        ("Work", "what is done."),
    ]


def test_a_clause_in_a_schedule_calls_itself_a_paragraph(build_files: Build, deal_file: DealMaker) -> None:
    draft, _ = composed(build_files(FILES), deal_file())
    (first, _) = clause(draft, "work").blocks
    assert isinstance(first, Limb)
    assert plain(first.content) == "The work of this paragraph is done."


def test_notes_say_which_text_this_is_and_why(build_files: Build, deal_file: DealMaker) -> None:
    draft, _ = composed(build_files(FILES), deal_file())
    assert draft.notes["exit"] == (
        "exit v1, customer position (the default of position.overall).",
        "Order of fallback: customer, then balanced. Beyond that: General Counsel.",
        "Why it matters.",
    )


@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_deal_are_plain_values_everywhere(build_files: Build, deal_file: DealMaker, name: str) -> None:
    base = f"name: x\ncustomer: {{name: Alder}}\nsupplier:\n  name: '{name}'\nlaw: {{governing: new-york}}\n"
    draft, said = composed(build_files(FILES), deal_file(f"services: [{{name: '{name}'}}]\n", base=base))
    assert said == []
    values = [piece for piece in pieces(draft) if isinstance(piece, Text) and piece.path and piece.text == name]
    assert {value.path for value in values} == {"supplier.name", "services[1].name"}
    assert all(value == Text(name, path=value.path) for value in values)
    execution = part(draft, "signatures").blocks[0]
    assert execution.signatories[1].party == name
    terms = [block.term for block in clause(draft, "definitions").blocks if isinstance(block, Definition)]
    assert terms == ["Exit", "Work"]


def test_a_plan_cites_the_numbers_of_the_agreement(build_files: Build, deal_file: DealMaker) -> None:
    schedule = Number("3", "Schedule 3", 0, "Schedule", "Work", key="schedule-work")
    numbers = {
        "work#right": Number("2.1", "2.1", 2, "paragraph", "Work", "schedule-work", "work/1"),
        "schedule-work": schedule,
    }
    draft, said = composed(build_files(FILES), deal_file(), cited=numbers)
    assert Text("paragraph 2.1 (Work) of Schedule 3", path="agreement.work#right") in pieces(draft)
    assert said == []
    draft, said = composed(build_files(FILES), deal_file(), cited={"schedule-work": schedule})
    assert Blank("clause number of Work", "agreement.work#right") in pieces(draft)
    assert len(said) == 1 and "exit.md:15 RF02" in said[0]
    assert composed(build_files(FILES), deal_file(), cited={}, own=frozenset({"work"}))[1] == []


def test_tables_and_facts_that_do_not_exist_are_findings_with_their_line(
    build_files: Build, deal_file: DealMaker
) -> None:
    text = text_of("work", "Work", "1. A. {when=lost}\n1. B.\n   ```table\n   maps\n   ```")
    draft, said = composed(build_files({**FILES, "clauses/work/work.md": text}), deal_file())
    assert [words.split()[:2] for words in said] == [
        ["files0/clauses/work/work.md:8", "LB11"],
        ["files0/clauses/work/work.md:10", "LB08"],
    ]
    assert [plain(block.content) for block in clause(draft, "work").blocks if isinstance(block, Limb)] == ["B."]


@pytest.mark.parametrize("name", list(CONTRACT_TABLES))
def test_every_table_is_made_from_the_smallest_and_from_a_full_deal(deal_file: DealMaker, name: str) -> None:
    full = Path(__file__).parents[2] / "examples" / "homecoming" / "deal.yaml"
    for file in (deal_file(), deal_file(base=full.read_text(encoding="utf-8"))):
        filler = Filler.for_deal(file, (), datetime.date(2026, 11, 23), defined=True)
        table = CONTRACT_TABLES[name](filler)
        assert table.rows and table.caption
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}
        assert all(plain(cell) for row in table.rows for cell in row.cells)


def test_a_clause_is_described_with_what_it_uses(build_files: Build) -> None:
    library = Library((build_files(FILES),), ())
    found = library.clause("exit")
    assert found is not None
    text = described(found, library)
    for words in (
        "Exit (exit, version 1)",
        "CUSTOMER",
        "uses: Exit",
        "refers to: work#right",
        "fallback: customer, then",
        "[table: services]",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (None, []),
        ("1 High Street, Leeds LS1", ["1 High Street", "Leeds LS1"]),
        ("Unit 1, Yard\nLeeds\n", ["Unit 1, Yard", "Leeds"]),
    ],
)
def test_addresses_break_where_they_say_or_at_commas(address: str | None, lines: list[str]) -> None:
    assert address_lines(address) == lines
