"""The playbook: per negotiated clause our text, theirs, the fallbacks, the walk-away and who approves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from backsource_docs.drafting.acting import Side, order_of_fallback, text_of_the_others
from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.figures import FigureUsed, figures_of, usual
from backsource_docs.drafting.side.points import key_points
from backsource_docs.drafting.side.subject import Subject, closed, quoted
from backsource_docs.library.clause import Clause
from backsource_docs.tree import (
    Block,
    Cell,
    Column,
    Content,
    Limb,
    LineBreak,
    Reference,
    Row,
    Table,
    Text,
    plain,
)
from backsource_docs.tree import (
    Clause as Section,
)

__all__ = ["families", "fights", "index"]

# The guidance advises the Customer: for the Supplier its objection is what we say, its limits are those of the others.
_LABELS: Mapping[Side, Mapping[str, str]] = {
    "customer": {
        "why": "Why it matters",
        "objection": "They will say",
        "stop": "Walk away",
        "approval": "May approve",
    },
    "supplier": {
        "why": "Why it matters to them",
        "objection": "We say",
        "fallback": "They may fall back",
        "stop": "They walk away",
        "approval": "Their approver",
    },
}
_LONGEST_EXCERPT = 110
_MOST_EXCERPTS = 4
_SHORT_LEAD_IN = 60
_ALIKE = 0.5  # the share of common words from which two limbs are variants of one
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def key_of(clause: Clause) -> str:
    """The key of a clause's own section, which is not the clause itself."""
    return f"playbook-{clause.id}"


def fights(subject: Subject) -> Iterator[Block]:
    """The key points that are negotiated: what we say, what they will say and where the Customer stops."""
    stops = _LABELS[subject.side]["stop"]
    columns = (Column("Fight", 16), Column("We say", 28), Column("They will say", 28), Column(stops, 28))
    rows = []
    others = text_of_the_others(subject.side)
    for point in key_points(subject.library, subject.side):
        pick = next((pick for pick in subject.negotiated if pick.id in point.clauses), None)
        if pick:
            stop = _first_sentences(subject.guidance(pick.clause).get("stop", ""))
            ours, theirs = (_said(subject, pick.clause, position) for position in (pick.position, others))
            name: Cell = (Text(subject.respell(point.name), strong=True), LineBreak(), *_own(pick.clause))
            rows.append(Row((name, ours, theirs, quoted(stop, pick.clause))))
    yield Table("playbook-fights", "", columns, tuple(rows))


def index(subject: Subject) -> Iterator[Block]:
    """All negotiated clauses in the order of the alphabet."""
    columns = (
        Column(subject.respell("Clause"), 38),
        Column("Agreement", 18),
        Column("Position", 14),
        Column(_LABELS[subject.side]["approval"], 30),
    )
    ordered = sorted(subject.negotiated, key=lambda pick: subject.title(pick.clause).lower())
    rows = tuple(
        Row(
            (
                _own(pick.clause),
                subject.number_cell(pick.id),
                (Text(pick.position),),
                (Text(pick.clause.matter.approver or "not stated"),),
            )
        )
        for pick in ordered
    )
    yield Table("playbook-index", "", columns, rows)


def families(subject: Subject) -> Iterator[Section]:
    """A section for each family of clauses, with one for each negotiated clause in it."""
    grouped: dict[str, list[Pick]] = {}
    for pick in subject.negotiated:
        grouped.setdefault(pick.clause.matter.family, []).append(pick)
    names = _family_names(subject)
    for family, picks in grouped.items():
        sections = tuple(_section(pick, subject) for pick in picks)
        name = names.get(family, family.replace("-", " ").capitalize())
        yield Section(f"playbook-family-{family}", subject.respell(name), sections)


def _family_names(subject: Subject) -> Mapping[str, str]:
    source = subject.library.table("sections", "families.yaml")
    return source.data if source and isinstance(source.data, dict) else {}


def _section(pick: Pick, subject: Subject) -> Section:
    rows = tuple(Row(((Text(label, strong=True),), cell)) for label, cell in _rows(pick, subject) if cell)
    columns = (Column(_agreement(subject, pick.clause), 18), Column(f"Our draft has the {pick.position} position", 82))
    return Section(key_of(pick.clause), subject.title(pick.clause), (Table(key_of(pick.clause), "", columns, rows),))


def _rows(pick: Pick, subject: Subject) -> Iterator[tuple[str, Cell]]:
    clause = pick.clause
    guidance, labels = subject.guidance(clause), _LABELS[subject.side]
    yield "Our text", _ours(pick, subject)
    yield "Their likely text", _theirs(pick, subject)
    yield labels["why"], quoted(guidance.get("why", ""), clause)
    yield labels["objection"], quoted(guidance.get("objection", ""), clause)
    advice = quoted(guidance.get("fallback", ""), clause)
    if subject.side == "supplier":
        yield labels["fallback"], advice
    yield "Fallbacks, in order", _fallbacks(pick, subject, advice if subject.side == "customer" else ())
    yield labels["stop"], quoted(guidance.get("stop", ""), clause)
    yield labels["approval"], quoted(_approvers(clause, guidance.get("approval", "")), clause)
    yield "Read from both sides", quoted(guidance.get("reading", ""), clause)
    yield "Figures to agree", _figures(pick, subject)


def _ours(pick: Pick, subject: Subject) -> Cell:
    limbs = list(_limbs(pick, subject, pick.position).values())
    said = subject.line(pick.clause, pick.position) or _excerpts("It begins: ", limbs, pick.clause, led=False)
    return (*said, LineBreak(), Text("Chosen by: ", emphasis=True), Text(f"{subject.reason(pick)}."))


def _theirs(pick: Pick, subject: Subject) -> Cell:
    position = text_of_the_others(subject.side)
    if pick.position == position or position not in pick.clause.positions:
        return (Text("Nothing is left to ask: our text is already the one that they would write."),)
    ours, theirs = (_limbs(pick, subject, each) for each in (pick.position, position))
    without, added = _missing(ours, theirs), _missing(theirs, ours)
    said = _said(subject, pick.clause, position)
    cell = said
    for label, limbs in (
        ("It leaves out: ", without),
        ("It adds: ", added),
        ("It rewrites: ", [] if said else list(_reworded(ours, theirs))),
    ):
        cell += _excerpts(label, limbs, pick.clause, led=bool(cell))
    return cell


def _said(subject: Subject, clause: Clause, position: str) -> Content:
    """The line of a position, where nothing of it is to be filled in here."""
    if position not in clause.positions:
        return ()
    return closed(subject.line(clause, position))


def _limbs(pick: Pick, subject: Subject, position: str) -> Mapping[str, str]:
    """The beginnings of the limbs of a position by their anchors."""
    return {
        block.anchor or str(number): " ".join(_opening(block, pick.clause, subject))
        for number, block in enumerate(subject.body(pick, position))
        if isinstance(block, Limb)
    }


def _missing(limbs: Mapping[str, str], others: Mapping[str, str]) -> list[str]:
    """The limbs that the other text neither calls by the same name nor says in nearly the same words."""
    return [
        words
        for name, words in limbs.items()
        if name not in others and not any(_alike(words, other) for other in others.values())
    ]


def _reworded(limbs: Mapping[str, str], others: Mapping[str, str]) -> Iterator[str]:
    """Of the limbs that both texts call by the same name, the sentences that only the other one has."""
    for name in filter(limbs.__contains__, others):
        yield from (sentence for sentence in _SENTENCE.split(others[name]) if sentence not in limbs[name])


def _alike(first: str, second: str) -> bool:
    one, other = set(first.lower().split()), set(second.lower().split())
    return len(one & other) > _ALIKE * len(one | other)


def _opening(limb: Limb, clause: Clause, subject: Subject) -> Iterator[str]:
    """The words of a limb; after a lead-in that says little by itself those of its first item as well."""
    words = plain(closed(subject.filler.filled(subject.spelled(limb.content), clause)))
    yield words
    first = limb.children[0] if limb.children and len(words) < _SHORT_LEAD_IN else None
    if isinstance(first, Limb):
        yield from _opening(first, clause, subject)


def _excerpts(label: str, limbs: Sequence[str], clause: Clause, *, led: bool) -> Cell:
    if not limbs:
        return ()
    shown = " ".join(f"“{_excerpt(words)}”" for words in limbs[:_MOST_EXCERPTS])
    more = f" and {len(limbs) - _MOST_EXCERPTS} more" if len(limbs) > _MOST_EXCERPTS else ""
    return (*((LineBreak(),) if led else ()), Text(label, emphasis=True), *quoted(shown + more, clause))


def _excerpt(words: str) -> str:
    if len(words) <= _LONGEST_EXCERPT:
        return words
    return f"{words[:_LONGEST_EXCERPT].rsplit(' ', 1)[0].rstrip(',;:')} …"


def _fallbacks(pick: Pick, subject: Subject, advice: Cell) -> Cell:
    order = order_of_fallback(pick.clause, subject.side)
    after = order[order.index(pick.position) + 1 :] if pick.position in order else []
    cell = advice
    for number, position in enumerate(after, 1):
        cell += (LineBreak(),) if cell else ()
        cell += (Text(f"{number}. {position.capitalize()} position. "), *_said(subject, pick.clause, position))
    if not after:
        cell += (LineBreak(), Text("No further position is agreed in advance: ask before you move."))
    return cell


def _approvers(clause: Clause, advice: str) -> str:
    """Who may go beyond the order of fallback; what the guidance adds to the name."""
    name = clause.matter.approver or "Not stated"
    plainly = advice.removeprefix("The ")
    if plainly.rstrip(". ") in name:
        return f"{name}."
    return advice if plainly.startswith(name.partition(" and ")[0]) else f"{name}. {advice}"


def _figures(pick: Pick, subject: Subject) -> Cell:
    cell: Cell = ()
    for used in figures_of(pick, subject):
        cell += ((LineBreak(),) if cell else ()) + _figure(used, subject)
    return cell


def _figure(used: FigureUsed, subject: Subject) -> Cell:
    parameter = used.parameter
    origin = f" ({used.origin}{usual(parameter, subject.filler)})."
    return (Text(f"{subject.respell(parameter.label)}: "), used.shown, Text(origin))


def _agreement(subject: Subject, clause: Clause) -> str:
    number = subject.cited(clause.id)
    label = number if number.startswith("Schedule") else f"{subject.clause_word} {number}"
    return f"{label[:1].upper()}{label[1:]}"


def _own(clause: Clause) -> Cell:
    return (Reference(key_of(clause)),)


def _first_sentences(text: str, most: int = 170) -> str:
    """The first sentence, and the next ones as long as there is room."""
    kept = ""
    for sentence in _SENTENCE.split(text):
        if kept and len(kept) + len(sentence) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept
