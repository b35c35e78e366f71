"""Letters: what the deal says for their readers, how a notice is sent, and the shape of a letter around its text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.communications import News, Stakeholder
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.parties import Person
from backsource_docs.deal.reading import DealFile
from backsource_docs.deal.services import Service
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.speaking import Speech, woven
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.letter_words import LetterWords
from backsource_docs.library.recipes import LETTER_PART, Recipe
from backsource_docs.tree import Blank, Block, Content, Draft, Inline, LineBreak, Paragraph, Part, Text

__all__ = ["Move", "as_letter", "as_spoken", "entry_for", "letter_values", "moves_of", "unserved", "way_to_send"]

_METHODS = {
    "hand": "by hand, against signature",
    "courier": "by a courier that records delivery, against signature",
    "post": "by prepaid first-class post",
    "airmail": "by prepaid and tracked airmail",
    "email": "by email",
}
_POST = {
    "new-york": "by certified mail, postage prepaid, return receipt requested",
    "germany": "by registered post with return receipt",
    "ireland": "by prepaid registered post",
}
_ROOM_TO_SIGN = (LineBreak(), LineBreak(), LineBreak())


class Move(Struct, frozen=True):
    """A function that comes back: the path of its entry in the deal, and the day by which it is planned to move."""

    service: Service
    path: str
    day: datetime.date | None
    day_path: str

    @property
    def label(self) -> str:
        return f"planned date of {self.service.name}"


def moves_of(deal: Deal) -> tuple[Move, ...]:
    """The functions that come back in the order of the deal, each with the last milestone that names it."""
    return tuple(_move(deal, number) for number, service in enumerate(deal.services, 1) if service.backsource)


def _move(deal: Deal, number: int) -> Move:
    service = deal.services[number - 1]
    dated = [
        (milestone.date, f"backsourcing.milestones[{place}].date")
        for place, milestone in enumerate(deal.backsourcing.milestones, 1)
        if milestone.service == service.name and milestone.date
    ]
    day, day_path = max(dated, default=(None, "backsourcing.milestones"))
    return Move(service, f"services[{number}]", day, day_path)


def letter_values(
    recipe: Recipe, speech: Speech, position: str | None
) -> dict[str, Inline | Content | datetime.date | None]:
    """What a letter fills in beyond the deal and the dates, by name: `stakeholder.…`, `news.…` and `letter.…`.

    `position` is the position of the clause on notices in the agreement, None where that is not known.
    """
    deal = speech.file.deal
    stakeholder = _stakeholder(recipe.audience, speech)
    return {
        **stakeholder,
        **_news(recipe.stage, speech),
        "letter.reader": _reader(stakeholder, speech),
        "letter.contact": _contact(stakeholder["stakeholder.contact"], speech),
        **_service(deal, position),
        "letter.moves": tuple(_listed_moves(speech)),
        "letter.span": _span(speech),
    }


def _news(stage: str, speech: Speech) -> dict[str, Inline | datetime.date | None]:
    """The fields of the last news of a stage; the day on which its letters are sent as a day."""
    deal = speech.file.deal
    entries = [(number, entry) for number, entry in enumerate(deal.communications.news, 1) if entry.stage == stage]
    number, entry = entries[-1] if entries else (0, None)
    base = f"communications.news[{number}]" if entry else "communications.news"
    made: dict[str, Inline | datetime.date | None] = {"news.on": entry.on if entry else None}
    for name in ("service", "says", "action"):
        value = getattr(entry, name, None)
        label = f"{stage}: {News.model_fields[name].title}"
        made[f"news.{name}"] = speech.said(value, f"{base}.{name}") if value else Blank(label, f"{base}.{name}")
    day = entry.day if entry else None
    shown = Text(speech.day(day), path=f"{base}.day") if day else Blank(f"{stage}: day", f"{base}.day")
    return {**made, "news.day": shown}


def _listed_moves(speech: Speech) -> Iterator[Inline]:
    """The functions that come back, each with its planned day, the earliest first and those without a day last."""
    moves = sorted(moves_of(speech.file.deal), key=lambda move: move.day or datetime.date.max)
    for place, move in enumerate(moves):
        if place:
            yield Text(speech.words.also if place == len(moves) - 1 else ", ")
        day = Text(speech.day(move.day), path=move.day_path) if move.day else Blank(move.label, move.day_path)
        yield from woven(speech.words.move, service=speech.said(move.service.name, f"{move.path}.name"), day=day)


def _span(speech: Speech) -> Content:
    """The time in which the functions come back: "by" the one day, or "between" the first and the last."""
    moves = moves_of(speech.file.deal)
    dated = sorted((move for move in moves if move.day), key=lambda move: move.day or datetime.date.max)
    first, last = (dated[0], dated[-1]) if dated else (None, None)
    if first is None or last is None or first.day == last.day:
        return woven(speech.words.day, day=_day_of(first, speech))
    return woven(speech.words.span, first=_day_of(first, speech), last=_day_of(last, speech))


def _day_of(move: Move | None, speech: Speech) -> Inline:
    if move is None or move.day is None:
        return Blank("planned date of the first function", "backsourcing.milestones")
    return Text(speech.day(move.day), path=move.day_path)


def _contact(contact: Inline, speech: Speech) -> Content:
    """Where the readers turn: the contact of their entry, then the page with questions and answers if there is one."""
    page = speech.file.deal.customer.contact.page
    if not page:
        return (contact,)
    return woven(speech.words.contact, contact=contact, page=Text(page, path="customer.contact.page"))


def _reader(stakeholder: Mapping[str, Inline], speech: Speech) -> Inline:
    """Whom the salutation greets: the one recipient that the deal names, else the group.

    In another language than English it is the whole greeting: that of the deal, else the usual one of the language.
    """
    salutation = stakeholder["stakeholder.salutation"]
    if speech.foreign:
        return salutation if isinstance(salutation, Text) else Text(speech.words.greeting)
    named = (salutation, stakeholder["stakeholder.recipient"])
    return next((value for value in named if isinstance(value, Text)), stakeholder["stakeholder.name"])


def _stakeholder(audience: str, speech: Speech) -> dict[str, Inline]:
    """The fields of the entry for the audience; what it lacks is a blank that names the audience."""
    number, entry = entry_for(audience, speech.file.deal, speech.language)
    base = f"communications.stakeholders[{number}]" if entry else "communications.stakeholders"
    made: dict[str, Inline] = {}
    for name, field in Stakeholder.model_fields.items():
        value = getattr(entry, name) if entry else None
        label = f"{audience}: {field.title}"
        printed = speech.day(value) if isinstance(value, datetime.date) else value
        made[f"stakeholder.{name}"] = (
            speech.said(printed, f"{base}.{name}") if printed else Blank(label, f"{base}.{name}")
        )
    return made


def entry_for(audience: str, deal: Deal, language: str = "") -> tuple[int, Stakeholder | None]:
    """The deal's entry for an audience with its place in the list, counted from 1; 0 and None where it has none.

    With a `language`, the entry that is written in it; else the first.
    """
    entries = enumerate(deal.communications.stakeholders, 1)
    found = ((number, entry) for number, entry in entries if entry.audience == audience)
    return next((pair for pair in found if not language or pair[1].language == language), (0, None))


def _service(deal: Deal, position: str | None) -> dict[str, Inline]:
    """How the formal notice goes to the outsourcer; a method that the agreement bars is a blank, never printed."""
    notices = deal.supplier.notices
    address = notices.address or deal.supplier.address
    path = "supplier.notices.address" if notices.address else "supplier.address"
    return {
        "letter.method": _method(deal, position),
        "letter.address": Text(address, path=path) if address else Blank("supplier: address for notices", path),
    }


def _method(deal: Deal, position: str | None) -> Inline:
    path = "backsourcing.notice.method"
    notice = deal.backsourcing.notice
    if notice is None or _barred(deal, position):
        return Blank("method of service", path)
    return Text(way_to_send(notice.method, deal), path=path)


def way_to_send(method: str, deal: Deal) -> str:
    """A method of service as a notice prints it: post is what the law of the deal takes for it."""
    usual = _METHODS[method]
    return _POST.get(deal.law.governing, usual) if method == "post" else usual


def unserved(file: DealFile, position: str | None) -> tuple[Finding, ...]:
    """A finding where the agreement does not let a Termination Notice go the way that the deal says."""
    reason = _barred(file.deal, position)
    if not reason:
        return ()
    message = f"The notice cannot be served as the deal says: {reason}."
    place = file.place("backsourcing.notice.method")
    return (Finding("LT01", Severity.ERROR, message, place, "Write method: courier or method: hand."),)


def _barred(deal: Deal, position: str | None) -> str:
    """Why the clause on notices ("blr-notices"), in its position, bars the method; empty where it does not."""
    notice = deal.backsourcing.notice
    if notice is None or position is None or notice.method in ("hand", "courier"):
        return ""
    if position == "supplier":
        return "the supplier position of the clause Notices allows a Termination Notice by hand or by courier only"
    home, abroad = deal.customer.country, deal.supplier.country
    if notice.method == "post" and home and abroad and home != abroad:
        return "the clause Notices allows post only within one country"
    if notice.method == "airmail" and home and home == abroad:
        return "the clause Notices allows airmail only from one country to another"
    return ""


def as_spoken(draft: Draft, recipe: Recipe, filler: Filler) -> Draft:
    """The draft in its own language throughout; a letter in the shape of one, as `as_letter` has it."""
    shaped = as_letter(draft, recipe, filler) if recipe.kind == "letter" else draft
    if filler.speech is None:
        return shaped
    spoken = filler.speech.with_labels(shaped)
    filler.findings.extend(filler.speech.findings)
    return spoken


def as_letter(draft: Draft, recipe: Recipe, filler: Filler) -> Draft:
    """The draft in the shape of a letter: its part `letter` gets salutation, subject, closing and signatures.

    The first paragraph of that part is the salutation and the last one the closing; the title is the subject. What
    stands in the parts before it says how the letter is sent, in the style of an address.
    """
    names = [part.key for part in draft.parts]
    if LETTER_PART not in names or filler.speech is None:
        return draft
    at, words = names.index(LETTER_PART), filler.speech.words
    before = (_styled(part, "address") for part in draft.parts[:at])
    own = replace(draft.parts[at], blocks=tuple(_around(draft, at, words, _signatures(recipe, filler, words))))
    return replace(draft, parts=(*before, own, *draft.parts[at + 1 :]))


def _styled(part: Part, role: str) -> Part:
    blocks = (replace(block, style=role) if isinstance(block, Paragraph) else block for block in part.blocks)
    return replace(part, blocks=tuple(blocks))


def _around(draft: Draft, at: int, words: LetterWords, signatures: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a letter, with the subject beside the salutation and the signatures after the closing."""
    blocks = draft.parts[at].blocks
    subject = Paragraph((Text(words.subject.format(title=draft.title)),), "subject")
    paragraphs = [number for number, block in enumerate(blocks) if isinstance(block, Paragraph)]
    ends = {paragraphs[0]: "salutation", paragraphs[-1]: "closing"} if len(paragraphs) > 1 else {}
    for number, block in enumerate(blocks):
        role = ends.get(number)
        if role is None or not isinstance(block, Paragraph):
            yield block
        elif role == "salutation":
            salutation = replace(block, content=(*block.content, Text(words.after_salutation)), style=role)
            yield from (subject, salutation) if words.subject_first else (salutation, subject)
        else:
            mark = (Text(words.after_closing),) if words.after_closing else ()
            yield replace(block, content=(*block.content, *mark, *_ROOM_TO_SIGN), style=role)
            yield from signatures


def _signatures(recipe: Recipe, filler: Filler, words: LetterWords) -> Iterator[Paragraph]:
    """Name, title and party of each person whom the field of the sender names; blanks where it names nobody."""
    deal = filler.file.deal
    found = deal.value_at(recipe.sender)
    people = found if isinstance(found, tuple) else (found,)
    for number, person in enumerate(people or (Person(),), 1):
        path = f"{recipe.sender}[{number}]" if isinstance(found, tuple) else recipe.sender
        yield Paragraph(
            (
                *(_ROOM_TO_SIGN if number > 1 else ()),
                filler.shown(person.name, "name of the signatory", f"{path}.name"),
                LineBreak(),
                filler.shown(person.title, "title of the signatory", f"{path}.title"),
                LineBreak(),
                *woven(words.signed, customer=Text(deal.customer.name, path="customer.name")),
            ),
            "signature",
        )
