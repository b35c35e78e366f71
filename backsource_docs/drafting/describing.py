"""A clause as a reader of the library sees it: every position, the guidance, and what it uses."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from backsource_docs.drafting.terms import TermIndex, terms_used_in
from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library
from backsource_docs.readers import LANGUAGE_NAMES
from backsource_docs.tree import Block, Limb, Paragraph, Reference, TableSlot, inlines_of, plain, walk

__all__ = ["described"]

WIDTH = 100


def described(clause: Clause, library: Library) -> str:
    """The clause as text: front matter in words, positions, guidance, terms and clauses it uses."""
    forms = {form: term.matter.title for term in library.clauses("definitions") for form in _forms(term)}
    index = TermIndex(forms)
    lines = [*_head(clause)]
    for position in clause.positions:
        blocks, _ = clause.body(position)
        lines += ["", position.upper(), *_lines(blocks)]
        lines += ["", f"  uses: {', '.join(sorted(set(terms_used_in(blocks, index)))) or 'no defined terms'}"]
        lines += [f"  refers to: {', '.join(_references(blocks)) or 'no other clause'}"]
    if clause.guidance:
        lines += ["", "GUIDANCE", *_paragraphs(clause.guidance)]
    return "\n".join(lines)


def _forms(clause: Clause) -> Iterator[str]:
    yield from filter(None, (clause.matter.title, clause.matter.plural, *clause.matter.also))


def _head(clause: Clause) -> Iterator[str]:
    matter = clause.matter
    yield f"{matter.title} ({clause.id}, version {clause.version})"
    yield f"family {matter.family or 'none'} · laws {', '.join(matter.laws)} · file {clause.file}"
    if matter.translates:
        yield f"in {LANGUAGE_NAMES[matter.language]}, made from version {matter.of} of {matter.translates}"
    if matter.when.facts:
        conditions = {"all": matter.when.all, "any": matter.when.any, "none": matter.when.none}
        yield "in, if " + "; ".join(f"{word} of {', '.join(facts)}" for word, facts in conditions.items() if facts)
    if matter.fallback:
        yield f"fallback: {', then '.join(matter.fallback)}; beyond that: {matter.approver or 'not stated'}"
    for name, parameter in matter.parameters.items():
        bounds = f", usually {parameter.between[0]} to {parameter.between[1]}" if parameter.between else ""
        source = f", set by {parameter.deal}" if parameter.deal else ""
        yield f"parameter {name}: {parameter.label} ({parameter.default or 'blank'}{bounds}{source})"
    if matter.satisfies:
        yield f"requirements: {', '.join(matter.satisfies)}"


def _lines(blocks: Iterable[Block], level: int = 0) -> Iterator[str]:
    indent = "   " * level
    for block in blocks:
        if isinstance(block, Limb):
            mark = f" [if {block.when}]" if block.when else f" [unless {block.unless}]" if block.unless else ""
            words = f"- {plain(block.content)}{mark}"
            yield textwrap.fill(words, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
            yield from _lines(block.children, level + 1)
        elif isinstance(block, Paragraph):
            yield textwrap.fill(plain(block.content), WIDTH, initial_indent=indent, subsequent_indent=indent)
        elif isinstance(block, TableSlot):
            yield f"{indent}[table: {block.name}]"


def _references(blocks: tuple[Block, ...]) -> list[str]:
    pieces = (piece for block in walk(blocks) for piece in inlines_of(block))
    return sorted({piece.target for piece in pieces if isinstance(piece, Reference)})


def _paragraphs(paragraphs: Iterable[str]) -> list[str]:
    return [textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs]
