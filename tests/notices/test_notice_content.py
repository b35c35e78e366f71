"""What notices say of copies, of what comes after, of days that nobody can reckon."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from backsource_docs.noticing import Options, notice
from backsource_docs.rendering.text import render_text

Deals = Callable[..., Path]
ROOT = Path(__file__).parents[2]
DAY = datetime.date(2028, 1, 10)
FACTS = "facts: [{day: 2028-05-08, fact: an administrator was appointed}]"


def text_of(deal: Path, kind: str, *, force: bool = False, outgoing: bool = False) -> str:
    result = notice(deal, kind, None, Options(DAY), force=force, outgoing=outgoing)
    assert result.made, [str(finding) for finding in result.findings]
    return render_text(result.made.document)


def test_an_office_holder_gets_a_copy_where_one_is_named(notice_deal: Deals) -> None:
    line = f"notices: [{{kind: termination-for-insolvency, served: 2028-05-15, effective: 2028-07-31, {FACTS}"
    named = text_of(
        notice_deal(notices=line + ", people: 'Greta Holm, 4 Mill Row, Leeds LS1 2AB'}]"), "termination-for-insolvency"
    )
    assert "Office-holder" in named and "Greta Holm, 4 Mill Row" in named
    assert "Office-holder" not in text_of(notice_deal(notices=line + "}]"), "termination-for-insolvency")


def test_a_choice_that_nobody_made_is_a_blank_and_never_an_erasure(notice_deal: Deals) -> None:
    cloud = (
        "  - {kind: termination-for-convenience,",
        "  - {kind: termination-for-convenience, functions: [Core hosting],",
    )
    assert "Core hosting: we take it in-house" in text_of(notice_deal(cloud), "termination-for-convenience")
    retained = (
        "name: Core hosting\n",
        "name: Core hosting\n    backsource: no\n    target: retained by supplier\n",
    )
    text = text_of(notice_deal(cloud, retained), "termination-for-convenience")
    assert "Core hosting: [● choice for Core hosting]" in text and "erased" not in text
    assert "not yet decided for Core hosting" in text


def test_two_papers_of_one_day_are_told_apart_in_the_proof_of_service(notice_deal: Deals) -> None:
    assert "Breach Notice, HC-2026-014" in text_of(notice_deal(), "breach")
    assert "Step-In Notice, HC-2026-014" in text_of(notice_deal(), "step-in")


def test_service_on_a_signed_receipt_has_no_day_and_no_blank(tmp_path: Path) -> None:
    example = (ROOT / "examples" / "nordlicht" / "deal.yaml").read_text(encoding="utf-8")
    deal = tmp_path / "deal.yaml"
    deal.write_text(f"{example}\nnotices: [{{kind: assistance, served: 2029-01-15, method: post}}]\n", encoding="utf-8")
    result = notice(deal, "assistance", None, Options(datetime.date(2029, 1, 10), "supplier"))
    assert result.made
    text = render_text(result.made.document)
    assert "we expect it to be served on the day on which the receipt for it is signed" in text


def test_the_reasons_against_a_forced_notice_are_one_list(notice_deal: Deals) -> None:
    line = "notices: [{kind: breach, served: 2028-02-10, method: email, duty: a duty}]"
    inside = text_of(notice_deal(notices=line), "breach", force=True)
    assert inside.count("against this advice") == 1 and inside.count("• Breach Notice: ") == 2
    assert "against this advice" not in text_of(notice_deal(notices=line), "breach", force=True, outgoing=True)
