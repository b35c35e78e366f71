"""The list of definitions: the terms that the draft uses, those that these use, and where the others are defined."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.terms import TermIndex, terms_defined_in, terms_used_in
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.tree import Block, Definition, Limb, Paragraph, Reference, Text
from backsource_docs.tree import Clause as ClauseNode

__all__ = ["Glossary", "gathered", "glossary", "inflected"]

Compose = Callable[[Clause], tuple[Block, ...]]


class Glossary(Struct, frozen=True):
    """The definitions of the library that fit the deal, by term, and every form in which a term is written."""

    entries: Mapping[str, Clause]
    forms: Mapping[str, str]


def glossary(
    clauses: Iterable[Clause], law: str, holds: Mapping[str, bool], respell: Callable[[str], str]
) -> tuple[Glossary, tuple[Finding, ...]]:
    """The definitions written for the law and fitting the facts; two for one term are a finding."""
    entries: dict[str, Clause] = {}
    forms: dict[str, str] = {}
    findings = []
    for clause in clauses:
        matter = clause.matter
        if ("any" not in matter.laws and law not in matter.laws) or failing(matter.when, holds):
            continue
        term = respell(matter.title)
        if term in entries:
            message = f"{entries[term].id} and {clause.id} both define “{term}” for this deal."
            findings.append(
                Finding("DT03", Severity.ERROR, message, clause.place, "Give them different laws or facts.")
            )
        entries[term] = clause
        forms.update({respell(form): term for form in (matter.title, matter.plural, *matter.also) if form})
    return Glossary(entries, forms), tuple(findings)


def gathered(clauses: Iterable[ClauseNode], known: Glossary, compose: Compose) -> tuple[Definition, ...]:
    """The definitions that the clauses use, and those that these use, sorted.

    A term that a clause defines in its own text gets an entry that points there, if another clause uses it.
    """
    parts = tuple(clauses)
    homes = {term: clause.key for clause in parts for term in terms_defined_in(clause.blocks)}
    index = TermIndex({**known.forms, **{form: term for term in homes for form in inflected(term)}})
    used_by = {clause.key: set(terms_used_in(clause.blocks, index)) for clause in parts}
    made: dict[str, Definition] = {}
    open_terms = sorted(set().union(*used_by.values()))
    while open_terms:
        term = open_terms.pop()
        if term in made or term in homes or term not in known.entries:
            continue
        made[term] = _definition(term, known.entries[term], compose)
        inside = set(terms_used_in((made[term],), index))
        used_by[made[term].key] = inside
        open_terms += sorted(inside)
    for term, home in homes.items():
        if any(term in used for key, used in used_by.items() if key != home):
            pointer = (Text("has the meaning given in "), Reference(home), Text("."))
            made[term] = Definition(term, pointer, key=f"defined/{term}")
    return tuple(sorted(made.values(), key=lambda entry: _order(entry.term)))


def inflected(term: str) -> tuple[str, str]:
    """The forms of a term that a clause defines: the term, and its regular plural or, of a plural, its singular."""
    if term.endswith("ies"):
        return term, f"{term[:-3]}y"
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return term, f"{term[:-1]}ies"
    if term.endswith("s"):
        return term, term if term.endswith("ss") else term[:-1]
    return term, f"{term}s"


def _definition(term: str, clause: Clause, compose: Compose) -> Definition:
    blocks = compose(clause)
    first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph(())
    children = tuple(block for block in blocks[1:] if isinstance(block, Limb | Paragraph))
    return Definition(term, first.content, children, key=clause.id)


def _order(term: str) -> str:
    return "".join(
        filter(lambda letter: not unicodedata.combining(letter), unicodedata.normalize("NFKD", term))
    ).casefold()
