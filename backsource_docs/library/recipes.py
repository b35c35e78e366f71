"""A recipe: which clauses make a document, in which order, under which headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from backsource_docs.readers import LANGUAGE_NAMES, Audience, Language, NewsStage, in_language
from backsource_docs.schema import Closed
from backsource_docs.tree import Numbering

__all__ = ["LETTER_PART", "Attachment", "Recipe", "RecipePart", "Slot"]

LETTER_PART = "letter"


def _slot(value: object) -> object:
    return {"use": value} if isinstance(value, str) else value


def _listings(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Slot(Closed):
    """A place for a clause, for a group heading, or for exactly one of several clauses.

    What is `internal` is the Customer's own: it stands in no copy that goes to the other side.
    """

    use: str = ""
    heading: str = ""
    one_of: tuple[str, ...] = ()
    position: Literal["customer", "balanced", "supplier"] | None = None
    because: str = ""
    internal: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> Slot:
        if sum(map(bool, (self.use, self.heading, self.one_of))) != 1:
            raise ValueError("a slot names one clause, one heading or one_of, write for example use: lia-cap")
        if self.position and not self.because:
            raise ValueError("a slot that sets a position says why, write for example because: agreed before drafting")
        return self

    @property
    def clauses(self) -> tuple[str, ...]:
        return self.one_of or ((self.use,) if self.use else ())

    def renamed(self, names: Mapping[str, str]) -> Slot:
        """The slot with other clauses in place of its own."""
        one_of = tuple(names[name] for name in self.one_of)
        return self.model_copy(update={"use": names.get(self.use, self.use), "one_of": one_of})


class RecipePart(Closed):
    """A part of the document: front matter, the body, a schedule."""

    id: str
    title: str = ""
    numbering: Numbering = "none"
    new_page: bool = False
    landscape: bool = False
    insert: Literal["", "contents", "execution"] = ""
    clauses: tuple[Annotated[Slot, BeforeValidator(_slot)], ...] = ()


class Attachment(Closed):
    """How a document speaks of the agreement to which it is attached, and of itself.

    `instead` names, for a schedule or clause of the agreement, the clause of this document, or the words, that take
    its place; `paragraphs` says that the clauses of this document are called paragraphs, `timetable` that its text
    asks for computed dates of the exit.
    """

    to: str
    itself: str
    paragraphs: bool = False
    timetable: bool = False
    instead: Mapping[str, str] = Field(default_factory=dict)


class Recipe(Closed):
    """How one document is put together.

    A letter says in `audience` who reads it, in `sender` which field of the deal names the people who sign, in `dated`
    which computed date it bears; `stage` is the news that it brings, `language` the one that it is written in.
    """

    id: str
    title: str
    kind: Literal["contract", "plan", "letter"]
    style: str
    says: str = Field("", description="What the document is for, in one line.")
    cites: str = ""
    beside: bool = Field(
        False, description="Whether its sections are made from the selection of the document it cites."
    )
    serves: tuple[str, ...] = ()
    definitions: str = ""
    when: tuple[str, ...] = ()
    audience: Audience | Literal["", "supplier", "committee"] = ""
    sender: str = ""
    dated: str = ""
    stage: NewsStage | Literal["announcement"] = "announcement"
    language: Language = "en"
    attached: Attachment | None = None
    outgoing: bool = Field(False, description="Whether a clean copy of it may go to the other side.")
    tables: tuple[
        Literal["sourcing", "questionnaire", "engagement", "readiness", "committee", "dates", "messages"], ...
    ] = Field((), description="Families of tables that it has beyond those of its kind.")
    listings: Annotated[tuple[str, ...], BeforeValidator(_listings)] = Field(
        (), description="One or more files of listed tables of its own, in the sections folder."
    )
    parts: tuple[RecipePart, ...]

    @model_validator(mode="after")
    def _whole_letter(self) -> Recipe:
        if self.kind == "letter" and not (self.audience and self.sender and self.dated):
            raise ValueError(
                "a letter names its audience, its sender and its date, write for example audience: customers"
            )
        if self.kind == "letter" and LETTER_PART not in (part.id for part in self.parts):
            raise ValueError(f"a letter has its own text in a part called {LETTER_PART}, write for example id: letter")
        return self

    @property
    def clause_word(self) -> str:
        """What its clauses are called, where that is not what the law calls them."""
        return "paragraph" if self.attached and self.attached.paragraphs else ""

    @property
    def shared(self) -> Recipe:
        """The recipe without what is internal, and without the parts that this leaves empty."""
        cleared = [(part, tuple(slot for slot in part.clauses if not slot.internal)) for part in self.parts]
        parts = tuple(
            part.model_copy(update={"clauses": slots}) for part, slots in cleared if slots or not part.clauses
        )
        return self.model_copy(update={"parts": parts})

    def translated(self, names: Mapping[str, str], title: str, language: Language) -> Recipe:
        """The recipe in another language: `names` are the ids of the translations by those of its texts."""
        parts = tuple(
            part.model_copy(update={"clauses": tuple(slot.renamed(names) for slot in part.clauses)})
            for part in self.parts
        )
        said = f"{self.says} In {LANGUAGE_NAMES[language]}."
        made = {"id": in_language(self.id, language), "title": title, "says": said, "language": language}
        return self.model_copy(update={**made, "parts": parts})

    @property
    def original(self) -> str:
        """The id of the document in English that this one is in another language; its own id where it is in English."""
        return self.id if self.language == "en" else self.id.removesuffix(f"-{self.language}")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of all parts, in order."""
        return tuple(slot for part in self.parts for slot in part.clauses)
