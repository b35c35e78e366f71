"""Typing of plain data: findings in our words, and what can be mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from backsource_docs.modelling import choices_of, example_of, field_at, is_list
from backsource_docs.schema import Codes, dotted, mended, typed
from backsource_docs.yamlfile import YamlText, read_yaml

CODES = Codes("U", "M", "W", "R")


class Seat(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: str = Field(examples=["Chair"])
    side: Literal["customer", "supplier"] = Field("customer", examples=["supplier"])
    count: int = Field(1, ge=1, le=9, examples=["2"])


class Board(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(examples=["Exit Committee"])
    chair: Seat
    seats: tuple[Seat, ...] = ()
    notes: Mapping[str, Seat] = Field(default_factory=dict)


def source(text: str) -> YamlText:
    found, findings = read_yaml(text.encode(), "board.yaml")
    assert found is not None and not findings
    return found


def said(text: str) -> list[str]:
    board, findings = typed(Board, source(text), CODES)
    assert board is None
    return [str(finding) for finding in findings]


def test_each_kind_of_mistake_has_its_code_and_remedy() -> None:
    assert said(
        "name: x\nchair: {role: y, side: suplier, count: 12}\nseats: [{}, {role: z, colour: red, cout: 3}]"
    ) == [
        "board.yaml:2:18 W chair.side: suplier is not one of customer or supplier. Did you mean supplier?",
        "board.yaml:2:33 R chair.count: 12 is out of range; it must be at most 9. Write for example 2.",
        "board.yaml:3:9 M seats[1].role: this must be given. Write for example Chair.",
        "board.yaml:3:23 U seats[2].colour: this key is not known. Known here: role, side, count.",
        "board.yaml:3:36 U seats[2].cout: this key is not known. Did you mean count?",
    ]


class Court(BaseModel):
    law: Literal["england-and-wales", "ireland"]


def test_a_word_of_a_choice_means_that_choice_before_one_that_looks_like_it() -> None:
    _, findings = typed(Court, source("law: england"), CODES)
    assert [finding.remedy for finding in findings] == ["Did you mean england-and-wales?"]


def test_free_keys_are_part_of_the_path_and_not_of_the_model() -> None:
    assert said("name: x\nchair: {role: y}\nnotes: {name: {rolle: z, role: z}}") == [
        "board.yaml:3:16 U notes.name.rolle: this key is not known. Did you mean role?"
    ]
    assert field_at(Board, ("notes", "anything", "side")) is Seat.model_fields["side"]
    assert field_at(Board, ("seats", 3, "side")) is Seat.model_fields["side"]
    assert field_at(Board, ("seats", "side", "no")) is None


def test_a_key_without_a_value_is_as_good_as_no_key() -> None:
    board, findings = typed(Board, source("name: x\nchair: {role: y, side: }\nseats:\n"), CODES)
    assert board is not None and findings == ()
    assert (board.chair.side, board.seats) == ("customer", ())


def test_an_unknown_key_is_told_even_without_a_value() -> None:
    assert said("name: x\nchair: {role: GBP 1,250,000, sid: }\nnotes: {any: {rol: }, other: }\nseats: [{}]\nnew:") == [
        "board.yaml:2:21 U chair.250: this key is not known. "
        "Put quotation marks around a figure with commas that stands between brackets.",
        "board.yaml:2:25 U chair.000: this key is not known. "
        "Put quotation marks around a figure with commas that stands between brackets.",
        "board.yaml:2:30 U chair.sid: this key is not known. Did you mean side?",
        "board.yaml:3:15 U notes.any.rol: this key is not known. Did you mean role?",
        "board.yaml:5:1 U new: this key is not known. Known here: name, chair, seats, notes.",
        "board.yaml:4:9 M seats[1].role: this must be given. Write for example Chair.",
        "board.yaml:3:9 M notes.any.role: this must be given. Write for example Chair.",
    ]


def test_a_stray_key_in_a_list_that_should_be_a_group_is_no_crash() -> None:
    result = mended(Board, source("name: x\nchair: [{side: , rolle: }]"), CODES)
    assert result.value is not None and result.value.chair.role == "Chair"
    assert [str(finding).split(": ")[0] for finding in result.findings] == [
        "board.yaml:2:18 U chair[1].rolle",
        "board.yaml:2:1 W chair",
    ]


def test_mending_keeps_what_is_right() -> None:
    result = mended(
        Board, source("chair: {role: [], side: no}\nseats: [{role: Lead}, 3]\nnotes: {a: x}\nextra: 1"), CODES
    )
    assert result.value is not None
    assert (result.value.name, result.value.chair.role, result.value.chair.side) == (
        "Exit Committee",
        "Chair",
        "customer",
    )
    assert [seat.role for seat in result.value.seats] == ["Lead", "Chair"]
    assert len(result.findings) == len(result.wrong) == 6


def test_a_list_in_place_of_the_whole_is_beyond_mending() -> None:
    result = mended(Board, source("- name: x"), CODES)
    assert result.value is None
    assert [str(finding) for finding in result.findings] == [
        "board.yaml:1:1 W the file: this must be a group of keys, each on its own line. "
        "Write for example name: Exit Committee."
    ]


def test_what_a_field_is_can_be_asked() -> None:
    assert example_of(Board.model_fields["seats"]) == [{"role": "Chair"}]
    assert choices_of(Seat.model_fields["side"].annotation) == ("customer", "supplier")
    assert is_list(tuple[str, ...] | None) and not is_list(str | None)
    assert dotted(("seats", 0, "role")) == "seats[1].role"
