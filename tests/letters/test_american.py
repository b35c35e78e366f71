"""An American deal is written in American English and holds no law that can only bind Europeans."""

from __future__ import annotations

import re

import pytest
from example_letters import changed, example, library

from backsource_docs.building import assemble
from backsource_docs.deal.reading import DealFile
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

POSITIONS = ("customer", "balanced", "supplier")
FAMILIES = "  families: {exit-planning: customer, transition-assistance: customer}\n"
# Whole words in any case. What Americans write too (adviser, takeover, timetable) is not in the list.
BRITISH = (
    *("posts?", "in post", "posted", "posting", "pre-paid", "tender(?:s|ed|ing)?", "redundan(?:t|cy|cies)"),
    *("joiners?", "leavers?", "save (?:as|that|for|where|in|to|if|during|jointly|so far)", "whilst", "amongst"),
    *("trade marks?", "trade unions?", "works councils?", "liquidators?", "data protection officers?", "fortnight"),
    *("cheques?", "solicitors?", "registered office", "first-class", "working days?", "cut-overs?", "in respect of"),
    *(
        "agree(?:s|d|ing)? (?:the|its?|who|which|what|how|another|one)",
        "agree an?",
        "credit notes?",
        "one-off",
        "towards",
        "afterwards",
        "learnt",
        "judgement",
        "licences?",
        "practised?",
    ),
    *(
        r"\w+isations?",
        r"(?:organ|author|recogn|minim|prior|util|summar|stabil|standard|mobil)is(?:e|es|ed|ing)",
    ),
    *(r"(?:lab|fav|hon|behavi|endeav|col|neighb|harb)our\w*", "centres?", "programmes?", "defences?", "offences?"),
    *("catalogues?", "instalments?", "fulfil", "enrol", "cancell(?:ed|ing)", "labelled", "unamortised", "expiry"),
    *("VAT", "TUPE", "Companies Act", "Yours (?:sincerely|faithfully)", "we shall"),
)
FOUND = re.compile(rf"\b(?:{'|'.join(BRITISH)})\b", re.IGNORECASE)
NAMED = re.compile(
    r"International Centre for ADR|Centre for Effective Dispute Resolution|Project Harbo[u]?r|harbour\.yaml"
)


def texts(file: DealFile, position: str, *also: str) -> dict[str, str]:
    assembly = assemble(file, library(), file.deal.as_of, Wishes((), position, also=also))
    return {made.document.draft.id: render_text(made.document) for made in assembly.made}


@pytest.mark.parametrize("position", POSITIONS)
def test_an_american_document_holds_no_british_word(position: str) -> None:
    found = {
        (name, match[0], " ".join(text[max(0, match.start() - 40) : match.end() + 20].split()))
        for name, text in texts(changed("harbour", (FAMILIES, "")), position, "playbook", "term-sheet").items()
        for match in FOUND.finditer(NAMED.sub("", text))
    }
    assert sorted(found) == []


def test_the_list_finds_british_words() -> None:
    file = example("homecoming")
    found = {match[0].lower() for text in texts(file, "customer").values() for match in FOUND.finditer(text)}
    assert {"joiners", "posts", "works councils", "redundancy", "expiry", "licence"} <= found


@pytest.mark.parametrize("position", POSITIONS)
def test_two_american_parties_have_no_data_act_and_a_european_customer_has_it(position: str) -> None:
    american = texts(changed("harbour", (FAMILIES, "")), position)
    assert [name for name, text in american.items() if "2023/2854" in text or "Data Act" in text] == []
    assert "web page" not in american["outsourcing-agreement"]
    customer = ("NY 14204\n  country: US\n", "NY 14204\n  country: IE\n")
    european = texts(changed("harbour", (FAMILIES, ""), customer), position)
    assert "Chapter VI of Regulation (EU) 2023/2854" in european["outsourcing-agreement"]


@pytest.mark.parametrize(("name", "reached"), [("homecoming", True), ("harbour", False), ("minimal", False)])
def test_the_data_act_reaches_cloud_services_for_customers_in_the_union_or_under_its_rules(
    name: str, reached: bool
) -> None:
    assert example(name).deal.data_act_may_apply is reached
