"""The questionnaire on an outsourcer's experience: its questions, what they are for, and the sheets that score them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Annotated

from pydantic import Field, model_validator

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.filling import Filler
from backsource_docs.findings import Finding
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.tree import Cell, Column, Row, Table, Text

__all__ = ["Group", "Question", "Questionnaire", "questionnaire_of", "questionnaire_tables"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
HIGHEST = 5
WHOLE = 100
_OPEN: Cell = (Text(""),)


class Question(Closed):
    """A question: what is asked and with which evidence, why, what a strong answer shows, what rules an answer out."""

    ask: str
    evidence: str
    why: str
    strong: str
    knock_out: str = ""
    when: Condition = Condition()


class Group(Closed):
    """Questions with one subject; `weight` is its share of 100."""

    id: str
    title: str
    weight: int = Field(ge=1, le=WHOLE)
    why: str
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Anchor(Closed):
    """A score and what it stands for."""

    score: int = Field(ge=0, le=HIGHEST)
    says: str


class Band(Closed):
    """What a total from a number of points on means."""

    least: int = Field(alias="from", ge=0, le=WHOLE)
    says: str


class Questionnaire(Closed):
    """The groups with their weights, the scale of scores, the bands of totals."""

    scale: tuple[Anchor, ...]
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]

    @model_validator(mode="after")
    def _whole(self) -> Questionnaire:
        """The weights of the groups add up to a hundred, so that the total is a share."""
        total = sum(group.weight for group in self.groups)
        if total != WHOLE:
            raise ValueError(f"the weights of the groups add up to {total}, write weights that add up to {WHOLE}")
        return self

    def fitting(self, holds: Mapping[str, bool]) -> Questionnaire:
        """The questionnaire with the questions that concern the deal; each group keeps its weight."""
        groups = tuple(
            group.model_copy(update={"questions": kept})
            for group in self.groups
            if (kept := tuple(question for question in group.questions if failing(question.when, holds) is None))
        )
        return self.model_copy(update={"groups": groups})

    @property
    def numbered(self) -> Iterator[tuple[Group, tuple[tuple[str, Question], ...]]]:
        """Each group with its questions under their numbers: A1, A2, B1."""
        for letter, group in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", self.groups, strict=False):
            yield group, tuple((f"{letter}{count}", question) for count, question in enumerate(group.questions, 1))


Maker = Callable[[Questionnaire], Table]
RowMaker = Callable[[str, Question], Row]


def questionnaire_of(library: Library) -> tuple[Questionnaire | None, tuple[Finding, ...]]:
    """The questionnaire as the library has it, whole."""
    source = library.table("questionnaire.yaml")
    return typed(Questionnaire, source, CODES) if source else (None, ())


def questionnaire_tables(whole: Questionnaire, holds: Mapping[str, bool]) -> Mapping[str, TableMaker]:
    """A maker for each table of the questionnaire, with the questions that fit the deal."""
    asked = whole.fitting(holds)
    makers = {
        "questionnaire-groups": _groups,
        "questionnaire-scale": _scale,
        "questionnaire-questions": _questions,
        "questionnaire-reasons": _reasons,
        "questionnaire-knock-outs": _knock_outs,
        "questionnaire-ruled-out": _ruled_out,
        "questionnaire-scores": _scores,
        "questionnaire-totals": _totals,
        "questionnaire-bands": _bands,
    }
    return {name: partial(_made, maker, asked) for name, maker in makers.items()}


def _made(maker: Maker, asked: Questionnaire, filler: Filler) -> Table:
    return maker(asked)


def _cells(*words: str) -> Row:
    return Row(tuple((Text(typographic(text)),) for text in words))


def _heading(group: Group, letter: str) -> Row:
    return Row(((Text(f"{letter}. {group.title}"),),), strong=True)


def _grouped(asked: Questionnaire, row: RowMaker) -> tuple[Row, ...]:
    """The rows of all questions under a sub-heading for each group."""
    rows: list[Row] = []
    for group, questions in asked.numbered:
        rows.append(_heading(group, questions[0][0][0]))
        rows += [row(number, question) for number, question in questions]
    return tuple(rows)


def _groups(asked: Questionnaire) -> Table:
    columns = (Column("Group", 2.6), Column("Questions", 1.0, "right"), Column("Weight", 0.9, "right"))
    rows = [
        _cells(f"{questions[0][0][0]}. {group.title}", str(len(questions)), str(group.weight))
        for group, questions in asked.numbered
    ]
    count = sum(len(group.questions) for group in asked.groups)
    return Table("questionnaire-groups", "Groups and weights", columns, (*rows, _total(str(count), asked)))


def _total(count: str, asked: Questionnaire) -> Row:
    weight = str(sum(group.weight for group in asked.groups))
    return Row(tuple((Text(words),) for words in ("Total", count, weight)), strong=True)


def _scale(asked: Questionnaire) -> Table:
    rows = tuple(_cells(str(anchor.score), anchor.says) for anchor in asked.scale)
    return Table("questionnaire-scale", "The scale", (Column("Score", 0.7), Column("What the answer shows", 6.0)), rows)


def _questions(asked: Questionnaire) -> Table:
    columns = (Column("No.", 0.6), Column("Question", 4.2), Column("Evidence asked for", 2.6), Column("Answer", 3.6))
    rows = _grouped(asked, lambda number, question: _cells(number, question.ask, question.evidence, ""))
    return Table("questionnaire-questions", "Questions", columns, rows)


def _reasons(asked: Questionnaire) -> Table:
    columns = (Column("No.", 0.6), Column("Why we ask", 4.4), Column("A strong answer shows", 3.4))
    rows = _grouped(asked, lambda number, question: _cells(number, question.why, question.strong))
    return Table("questionnaire-reasons", "Why we ask, and what to look for", columns, rows)


def _knock_outs(asked: Questionnaire) -> Table:
    columns = (Column("No.", 0.6), Column("The answer shows", 6.4))
    return Table("questionnaire-knock-outs", "Answers that rule out", columns, tuple(_ruling_out(asked)))


def _ruled_out(asked: Questionnaire) -> Table:
    """The same criteria as a sheet for the assessor."""
    columns = (
        Column("No.", 0.6),
        Column("The answer shows", 3.8),
        Column("Found", 0.8),
        Column("Explanation, decision", 3.0),
    )
    return Table("questionnaire-ruled-out", "Ruled out", columns, tuple(_ruling_out(asked, "", "")))


def _ruling_out(asked: Questionnaire, *more: str) -> Iterator[Row]:
    for _, questions in asked.numbered:
        for number, question in questions:
            if question.knock_out:
                yield _cells(number, question.knock_out, *more)


def _scores(asked: Questionnaire) -> Table:
    columns = (
        Column("No.", 0.6),
        Column("Score 0 to 5", 1.1),
        Column("Evidence seen", 2.6),
        Column("Note of the assessor", 4.0),
    )
    rows = _grouped(asked, lambda number, question: _cells(number, "", "", ""))
    return Table("questionnaire-scores", "Score of each question", columns, rows)


def _totals(asked: Questionnaire) -> Table:
    """A sheet to fill: the sum of a group, divided by the most it can reach, times its weight."""
    columns = (
        Column("Group", 3.2),
        Column("Sum of scores", 1.3, "right"),
        Column("Divided by", 1.1, "right"),
        Column("Times weight", 1.2, "right"),
        Column("Points", 1.0, "right"),
    )
    rows = [
        _cells(f"{questions[0][0][0]}. {group.title}", "", str(HIGHEST * len(questions)), str(group.weight), "")
        for group, questions in asked.numbered
    ]
    weight = str(sum(group.weight for group in asked.groups))
    total = Row(((Text("Total"),), _OPEN, _OPEN, (Text(weight),), _OPEN), strong=True)
    return Table("questionnaire-totals", "Totals", columns, (*rows, total))


def _bands(asked: Questionnaire) -> Table:
    rows = tuple(_cells(f"{band.least} or more" if band.least else "less", band.says) for band in asked.bands)
    columns = (Column("Points of 100", 1.2), Column("What follows", 6.0))
    return Table("questionnaire-bands", "What the total means", columns, rows)
