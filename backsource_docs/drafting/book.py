"""The whole library as one document: by family, position by position, with guidance, parameters and an index."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.drafting.covering import DISCLAIMER
from backsource_docs.drafting.defining import inflected
from backsource_docs.drafting.numbering import numbered
from backsource_docs.drafting.terms import TermIndex, terms_used_in
from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library
from backsource_docs.library.summaries import summaries_of
from backsource_docs.readers import LANGUAGE_NAMES
from backsource_docs.tree import (
    Block,
    Bullet,
    Column,
    Content,
    Contents,
    Definition,
    Document,
    Draft,
    Field,
    Inline,
    Limb,
    Paragraph,
    Part,
    Reference,
    Row,
    Table,
    TableSlot,
    Text,
)
from backsource_docs.tree import Clause as ClauseNode
from backsource_docs.values import print_date

__all__ = ["library_book"]

_TERMS = {
    "definitions": ("family/definitions-used", "Defined terms"),
    "bridges": ("family/bridges", "Terms with a home in another agreement"),
}
_OTHERS = {"sections": "Sections of plans and other documents", "letters": "Letters"}
_MOST_USES = 60
_HOW_TO_READ = (
    "Each clause has its own section, in the order of its family. First stand the facts that bring it in, "
    "the order of fallback, the requirements that it meets and its parameters; then its text in each position; "
    "then the guidance, which is for the firm that uses the library and never for the other side.",
    "Words in square brackets are values that the deal gives: a parameter by its label, a field of the deal by its "
    "path. A condition in square brackets at the end of a limb says on which fact the limb stays.",
    "References lead to the section of this book. Numbers of limbs are those of the text alone; in a document "
    "they follow the clause's own number.",
)


def library_book(library: Library, as_of: datetime.date) -> Document:
    """Every text of the library as a numbered document; a clause's section bears the clause's id as its key."""
    book = _Book(library)
    families = tuple(book.families())
    front = (
        Part("contents", "Contents", "none", (Contents(),)),
        Part("reading", "How to read this book", "none", _paragraphs(_HOW_TO_READ), new_page=True),
    )
    body = Part("library", "", "sections", (*families, *book.others(), *book.definitions()), new_page=True)
    draft = Draft("library", "Clause library", "plan", "plan", "en-GB", (*front, body), cover=book.cover(as_of))
    labels = {key: number.label for key, number in numbered(draft, "clause").numbers.items()}
    terms = ClauseNode("index/terms", "Index of terms", (book.index(labels),))
    index = Part("index", "", "sections", (terms,), new_page=True)
    return numbered(replace(draft, parts=(*draft.parts, index)), "clause")


def _paragraphs(texts: Iterable[str], style: str = "body") -> tuple[Block, ...]:
    return tuple(Paragraph((Text(text),), style) for text in texts)


class _Book(Struct, frozen=True, dict=True):
    """The texts of a library, and how they are shown."""

    library: Library

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """All texts that have a section of their own, by id."""
        kinds = ("clauses", *_OTHERS)
        return {clause.id: clause for kind in kinds for clause in self.library.clauses(kind)}

    def families(self) -> Iterator[ClauseNode]:
        grouped: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.library.clauses("clauses"):
            grouped[clause.matter.family or "other"].append(clause)
        for family in sorted(grouped):
            sections = tuple(self.section(clause) for clause in sorted(grouped[family], key=_by_title))
            title = self.family_titles.get(family) or family.replace("-", " ").capitalize()
            yield ClauseNode(f"family/{family}", title, sections)

    @cached_property
    def family_titles(self) -> Mapping[str, str]:
        """How families are called where people read them."""
        source = self.library.table("sections", "families.yaml")
        return source.data if source else {}

    @cached_property
    def shared_titles(self) -> frozenset[str]:
        """The titles that several texts bear, which need their ids beside them."""
        counts = Counter(clause.matter.title for clause in self.clauses.values())
        return frozenset(title for title, number in counts.items() if number > 1)

    def others(self) -> Iterator[ClauseNode]:
        for kind, title in _OTHERS.items():
            sections = tuple(self.section(clause) for clause in self.library.clauses(kind))
            if sections:
                yield ClauseNode(f"family/{kind}", title, sections)

    def section(self, clause: Clause) -> ClauseNode:
        title = clause.matter.title
        shown = f"{title} ({clause.id})" if title in self.shared_titles else title
        return ClauseNode(clause.id, shown, tuple(self.section_blocks(clause)))

    def section_blocks(self, clause: Clause) -> Iterator[Block]:
        yield from _paragraphs(_facts_of(clause, self.library), "note")
        parameters = _parameters(clause)
        if parameters:
            yield parameters
        yield from (self.position(clause, position) for position in clause.positions)
        if clause.guidance:
            yield ClauseNode(f"{clause.id}/guidance", "Guidance", _paragraphs(clause.guidance))

    def position(self, clause: Clause, position: str) -> ClauseNode:
        blocks, _ = clause.body(position)
        key = f"{clause.id}/{position}"
        title = position.capitalize() if len(clause.positions) > 1 else "Text"
        lines = summaries_of(clause)[0].get(position, ())
        in_a_line = (Paragraph((Text("In a line: "), *self.words(line, clause)), "note") for line in lines)
        return ClauseNode(key, title, (*in_a_line, *self.blocks(blocks, clause, key)))

    def blocks(self, blocks: Iterable[Block], clause: Clause, key: str) -> Iterator[Block]:
        for number, block in enumerate(blocks, 1):
            if isinstance(block, Limb):
                inner = f"{key}/{number}"
                children = tuple(self.blocks(block.children, clause, inner))
                yield Limb(self.words(block, clause), children, inner, line=block.line)
            elif isinstance(block, Bullet):
                yield Bullet(self.words(block, clause))
            elif isinstance(block, Paragraph):
                yield Paragraph(self.words(block, clause), block.style)
            elif isinstance(block, TableSlot):
                yield Paragraph((Text(f"[table: {block.name.replace('_', ' ')}]", emphasis=True),))

    def words(self, block: Limb | Bullet | Paragraph, clause: Clause) -> Content:
        """The words of a block, its values by name, its condition at the end."""
        content = tuple(self.inline(piece, clause) for piece in block.content)
        name = block.when or block.unless
        if not name:
            return content
        fact = self.library.facts.get(name)
        said = f" [{'if' if block.when else 'unless'}: {fact.says if fact else name}]"
        return (*content, Text(said, emphasis=True))

    def inline(self, piece: Inline, clause: Clause) -> Inline:
        if isinstance(piece, Field):
            parameter = clause.matter.parameters.get(piece.name)
            return Text(f"[{parameter.label if parameter else piece.name}]", emphasis=True)
        if isinstance(piece, Reference):
            target = piece.target.partition("#")[0]
            return Reference(target, piece.title) if target in self.clauses else Text(piece.title)
        return piece

    def definitions(self) -> Iterator[ClauseNode]:
        for kind, (key, title) in _TERMS.items():
            entries = tuple(map(self.definition, sorted(self.library.clauses(kind), key=_by_title)))
            if entries:
                yield ClauseNode(key, title, entries)

    def definition(self, clause: Clause) -> Definition:
        blocks = tuple(self.blocks(clause.body(clause.positions[0])[0], clause, clause.id))
        first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph(())
        content = first.content
        if clause.matter.laws != ("any",):
            content = (*content, Text(f" [{', '.join(clause.matter.laws)}]", emphasis=True))
        return Definition(clause.matter.title, content, blocks[1:], key=clause.id)

    def index(self, labels: Mapping[str, str]) -> Table:
        """The terms, where they are defined and where they are used, by section."""
        homes: dict[str, set[str]] = defaultdict(set)
        for clause in (*self.clauses.values(), *self.library.clauses("definitions")):
            for term in clause.matter.introduces or ([clause.matter.title] if _is_definition(clause) else []):
                homes[term].add("family/definitions-used" if _is_definition(clause) else clause.id)
        uses = self.uses(homes)
        rows = tuple(
            Row(((Text(term),), _numbers(homes[term], labels), _numbers(uses.get(term, set()), labels)))
            for term in sorted(homes, key=str.casefold)
        )
        columns = (Column("Term", 2), Column("Defined in section"), Column("Used in sections", 4))
        return Table("index_of_terms", "Terms by section", columns, rows)

    def uses(self, terms: Iterable[str]) -> Mapping[str, set[str]]:
        forms = {form: term for term in terms for form in inflected(term)}
        for clause in self.library.clauses("definitions"):
            matter = clause.matter
            forms.update({form: matter.title for form in (matter.title, matter.plural, *matter.also) if form})
        index = TermIndex(forms)
        found: dict[str, set[str]] = defaultdict(set)
        for clause in self.clauses.values():
            for position in clause.positions:
                for term in terms_used_in(clause.body(position)[0], index):
                    found[term].add(clause.id)
        return found

    def cover(self, as_of: datetime.date) -> dict[str, object]:
        clauses = list(self.library.clauses("clauses"))
        negotiated = sum(len(clause.positions) == 3 for clause in clauses)
        families = len({clause.matter.family for clause in clauses})
        marks = hashlib.sha256("\n".join(clause.fingerprint for clause in clauses).encode()).hexdigest()[:12]
        return {
            "title": "Clause library",
            "short_title": "Clause library",
            "deal": "backsource-docs",
            "reference": f"Fingerprint {marks}",
            "version": "1",
            "date": print_date(as_of, "en-GB"),
            "date_iso": as_of.isoformat(),
            "status_line": DISCLAIMER,
            "confidentiality": "Confidential. Guidance is not for the other side.",
            "status": f"{len(clauses)} clauses in {families} families, {negotiated} in three positions",
            "creator": "backsource-docs",
            "subject": "Clause library",
            "owner": "Lawyers who use the library",
            "parties": [],
        }


def _by_title(clause: Clause) -> tuple[str, str]:
    return clause.matter.title.casefold(), clause.id


def _is_definition(clause: Clause) -> bool:
    return clause.matter.kind == "definition"


def _facts_of(clause: Clause, library: Library) -> Iterator[str]:
    """What the front matter says, in words, a line each."""
    matter = clause.matter
    laws = "any law" if matter.laws == ("any",) else ", ".join(matter.laws)
    yield f"{clause.id}, version {clause.version}; written for {laws}; {clause.approval}."
    if matter.translates:
        yield f"In {LANGUAGE_NAMES[matter.language]}, made from version {matter.of} of {matter.translates}."
    conditions = {"all": matter.when.all, "any": matter.when.any, "none": matter.when.none}
    for word, names in conditions.items():
        if names:
            facts = "; ".join(library.facts[name].says if name in library.facts else name for name in names)
            yield f"In, if {word} of this holds: {facts}."
    if matter.fallback:
        beyond = f"; beyond that: {matter.approver}" if matter.approver else ""
        yield f"Order of fallback: {', then '.join(matter.fallback)}{beyond}."
    if matter.satisfies:
        yield f"Requirements: {', '.join(matter.satisfies)}."


def _parameters(clause: Clause) -> Table | None:
    entries = clause.matter.parameters.values()
    rows = tuple(
        Row(
            (
                (Text(parameter.label),),
                (Text(parameter.default or "left blank"),),
                (Text(" to ".join(parameter.between) if parameter.between else "not stated"),),
                (Text(parameter.deal or f"position.clauses.{clause.id}"),),
            )
        )
        for parameter in entries
    )
    columns = (Column("Parameter", 3), Column("Default", 2), Column("Usual range", 2), Column("Set in the deal by", 3))
    return Table(f"parameters/{clause.id}", "", columns, rows) if rows else None


def _numbers(keys: Iterable[str], labels: Mapping[str, str]) -> Content:
    """The numbers of sections, in order; of very many the first ones and how many more there are."""
    numbers = sorted((labels[key] for key in keys if key in labels), key=lambda label: [*map(int, label.split("."))])
    more = f" and {len(numbers) - _MOST_USES} more" if len(numbers) > _MOST_USES else ""
    return (Text(", ".join(numbers[:_MOST_USES]) + more or "none"),)
