"""The side that a draft is made for: its order of fallback, who may go beyond it, and which text the others bring."""

from __future__ import annotations

from typing import Literal

from backsource_docs.library.clause import Clause

__all__ = ["Side", "approver_for", "order_of_fallback", "text_of_the_others"]

Side = Literal["customer", "supplier"]


def order_of_fallback(clause: Clause, side: Side) -> tuple[str, ...]:
    """The positions to offer one after the other, of those that the clause has.

    The library states the Customer's order; that of the Supplier begins at its own text and ends half way.
    """
    order = clause.matter.fallback if side == "customer" else ("supplier", "balanced")
    return tuple(position for position in order if position in clause.positions)


def approver_for(clause: Clause, side: Side) -> str:
    """Who may go beyond the order: the library names people of the Customer, and nobody of the Supplier."""
    return (clause.matter.approver if side == "customer" else "") or "not stated"


def text_of_the_others(side: Side) -> str:
    """The position that the other side is expected to bring."""
    return "supplier" if side == "customer" else "customer"
