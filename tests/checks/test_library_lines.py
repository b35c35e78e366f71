"""The lines that sum up a clause: what the library check says where they do not fit the texts."""

from __future__ import annotations

import pytest

from backsource_docs.checks.library_lines import LONGEST_LINE, wrong_lines
from backsource_docs.library.clause import POSITIONS
from backsource_docs.library.clause_file import read_clause

HEAD = """\
---
id: ter-leave
title: Leave
kind: clause
parameters:
  notice: {label: Notice, type: period, default: 6 months}
---
## Customer

1. The Customer may leave on notice of {{ notice }}, and pays 5% of the rest.

## Supplier

1. The Customer may ask to leave.

## In a line

"""
FITTING = "- customer: The Customer leaves on {{ notice }} and pays 5%.\n- supplier: The Customer may ask.\n"


def said(lines: str) -> list[str]:
    clause, findings = read_clause((HEAD + lines).encode(), "ter-leave.md")
    assert clause is not None and findings == ()
    texts = {position: clause.body(position)[0] for position in POSITIONS if position in clause.positions}
    found = list(wrong_lines(clause, texts, {"hybrid": True}))
    assert {finding.code for finding in found} <= {"LB40", "LB11"}
    assert all(finding.place.file == "ter-leave.md" and finding.remedy for finding in found)
    return [finding.message for finding in found]


def test_lines_that_fit_are_left_in_peace() -> None:
    assert said(FITTING) == []
    assert said(FITTING.replace("pays 5%.", "pays 5%. {when=hybrid}")) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("- customer: The Customer leaves.\n", "The supplier text has no line."),
        (FITTING + "- balanced: Talks first.\n", "There is a balanced line and no balanced text."),
        (FITTING.replace("5%", "7%"), "The customer line says 7%, which the customer text does not say."),
        (FITTING.replace("ask.", "ask on {{ notice }}."), "which the supplier text does not use"),
        (FITTING.replace("may ask.", "may ask"), "does not end with a full stop"),
        (FITTING.replace("may ask.", "may ask" + " nicely" * (LONGEST_LINE // 7) + "."), "characters long"),
        (FITTING + "- buyer: Anything goes.\n", "stand lines of one position each"),
        (FITTING.replace("ask.", "ask. {when=unheard_of}"), "The fact unheard_of is not in facts.yaml."),
    ],
)
def test_a_line_that_does_not_fit_is_named(lines: str, message: str) -> None:
    assert [found for found in said(lines) if message in found]
