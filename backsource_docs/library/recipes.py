"""A recipe: which clauses make a document, in which order, under which headings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from backsource_docs.tree import Numbering

__all__ = ["Recipe", "RecipePart", "Slot"]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _slot(value: object) -> object:
    return {"use": value} if isinstance(value, str) else value


class Slot(_Closed):
    """A place for a clause, for a group heading, or for exactly one of several clauses."""

    use: str = ""
    heading: str = ""
    one_of: tuple[str, ...] = ()
    position: Literal["customer", "balanced", "supplier"] | None = None
    because: str = ""

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


class RecipePart(_Closed):
    """A part of the document: front matter, the body, a schedule."""

    id: str
    title: str = ""
    numbering: Numbering = "none"
    new_page: bool = False
    landscape: bool = False
    insert: Literal["", "contents", "execution"] = ""
    clauses: tuple[Annotated[Slot, BeforeValidator(_slot)], ...] = ()


class Recipe(_Closed):
    """How one document is put together."""

    id: str
    title: str
    kind: Literal["contract", "plan", "letter"]
    style: str
    says: str = Field("", description="What the document is for, in one line.")
    cites: str = ""
    serves: tuple[str, ...] = ()
    definitions: str = ""
    when: tuple[str, ...] = ()
    parts: tuple[RecipePart, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of all parts, in order."""
        return tuple(slot for part in self.parts for slot in part.clauses)
