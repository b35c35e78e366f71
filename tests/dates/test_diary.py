"""The diary of a deal: last days by hand, wishes backwards, what is lost, and what the law asks first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from backsource_docs.dates.citing import Citing
from backsource_docs.dates.entries import Diary, Entry
from backsource_docs.deal.reading import DealFile
from backsource_docs.opening import open_library

Made = Callable[..., Any]


def entry(diary: Diary, name: str) -> Entry:
    return next(one for one in diary.entries if one.id == name)


def ways(diary: Diary, deadline: str) -> dict[str, tuple[datetime.date | None, str]]:
    found = (one for one in diary.entries if one.deadline == deadline and one.group == "notice")
    return {one.method: (one.day, one.state) for one in found}


def codes(findings: Any) -> list[str]:
    return [finding.code for finding in findings]


def test_the_last_day_of_each_way_over_easter(diary: Made) -> None:
    made, _ = diary("position: {overall: supplier}", as_of=date(2028, 1, 3), wish=date(2029, 10, 2))
    # 2 April 2029 is Easter Monday: received on Maundy Thursday, 29 March, at the latest.
    assert ways(made, "convenience") == {
        "by courier": (date(2029, 3, 28), "open"),
        "by hand": (date(2029, 3, 29), "open"),
    }
    derivation = entry(made, "convenience-hand").derivation
    assert derivation.startswith("2 October 2029 (the wished Termination Date) minus 6 months is 2 April 2029, Easter")
    assert "so 29 March 2029, the Business Day before" in derivation
    assert re.search(r", served under (?:clause \d+\.\d+|the clause on Notices)$", derivation), derivation


def test_posting_over_easter_names_the_days_that_it_skips(diary: Made) -> None:
    made, _ = diary(wish=date(2028, 10, 18), as_of=date(2028, 3, 1))
    # 18 April 2028 is the Tuesday after Easter: posted on Wednesday, Thursday and that Tuesday count.
    assert ways(made, "convenience")["by first-class post"] == (date(2028, 4, 12), "open")
    assert "Good Friday and Easter Monday skipped" in entry(made, "convenience-post").derivation


@pytest.mark.parametrize(
    ("wish", "by_hand"),
    [
        (date(2028, 8, 31), date(2028, 2, 29)),  # a leap year: the last day of February is a Tuesday
        (date(2030, 8, 31), date(2030, 2, 28)),
        (date(2031, 2, 28), date(2030, 8, 28)),  # not the last day of August
        (date(2029, 8, 29), date(2029, 2, 28)),
        (date(2028, 12, 25), date(2028, 6, 23)),  # 25 June is a Sunday
        (date(2030, 6, 27), date(2029, 12, 27)),  # the Thursday after Boxing Day
        (date(2030, 6, 26), date(2029, 12, 24)),  # Christmas is skipped
    ],
)
def test_months_counted_back_by_hand(diary: Made, wish: datetime.date, by_hand: datetime.date) -> None:
    made, _ = diary(wish=wish)
    assert ways(made, "convenience")["by hand"] == (by_hand, "open")


def test_a_month_without_the_day_is_told(diary: Made) -> None:
    made, _ = diary(wish=date(2030, 8, 31))
    derivation = entry(made, "convenience-hand").derivation
    assert "28 February 2030 (February 2030 has no day 31, so its last day)" in derivation


def test_the_answer_to_a_wish_names_each_way(diary: Made) -> None:
    made, findings = diary(wish=date(2028, 10, 31))
    assert made.answer == (
        "To end the agreement for convenience on 31 October 2028, send the Termination Notice by first-class post "
        "until 26 April 2028 (last post), by courier until 27 April 2028 (collection) or by hand until 28 April 2028 "
        "(17:00)."
    )
    assert "KD12" not in codes(findings)


def test_what_is_lost_says_what_is_left(diary: Made) -> None:
    made, _ = diary(wish=date(2028, 10, 31), as_of=date(2028, 4, 27))
    assert {way: state for way, (_, state) in ways(made, "convenience").items()} == {
        "by hand": "open",
        "by courier": "today",
        "by first-class post": "lost",
    }
    lost = entry(made, "convenience-post")
    assert lost.instead == "Serve by hand until 28 April 2028 or by courier until 27 April 2028."


def test_after_hours_the_last_day_is_lost(diary: Made) -> None:
    last = {"wish": date(2028, 10, 31), "as_of": date(2028, 4, 28)}
    assert entry(diary(**last, hour=datetime.time(16, 59))[0], "convenience-hand").state == "today"
    made, findings = diary(**last, hour=datetime.time(17, 0))
    assert entry(made, "convenience-hand").state == "lost"
    assert codes(findings) == ["KD12"]
    # Delivered on Tuesday 2 May, because Monday is a bank holiday.
    assert made.answer == (
        "It is too late to end the agreement for convenience on 31 October 2028. It can end on 2 November 2028 at the "
        "soonest."
    )


def test_a_wish_within_the_lock_in_cannot_be_met(diary: Made) -> None:
    made, findings = diary(wish=date(2028, 2, 29))
    assert ways(made, "convenience")["by hand"] == (date(2027, 8, 27), "lost")
    assert codes(findings) == ["KD12"] and "1 March 2028" in findings[0].remedy
    assert made.answer.startswith("The lock-in does not let the agreement end for convenience on 29 February 2028.")


def test_the_supplier_text_bars_the_notice_itself(diary: Made) -> None:
    made, findings = diary("position: {overall: supplier}", wish=date(2028, 8, 31))
    assert {state for _, state in ways(made, "convenience").values()} == {"lost"}
    assert codes(findings) == ["KD12"] and "1 September 2028" in findings[0].remedy
    assert "a notice within the lock-in has no effect" in entry(made, "convenience-effect-hand").derivation
    later, findings = diary("position: {overall: supplier}", wish=date(2028, 9, 1))
    assert ways(later, "convenience") == {
        "by courier": (date(2028, 2, 29), "open"),
        "by hand": (date(2028, 3, 1), "open"),
    }
    assert findings == ()


def test_expiry_needs_no_notice_and_beyond_it_a_renewal(diary: Made) -> None:
    last = diary(wish=date(2032, 2, 29))[0]
    assert last.answer == "The agreement ends on 29 February 2032 by expiry, without a notice."
    assert "unless it is renewed in time" in diary(wish=date(2032, 3, 1))[0].answer


def test_a_deal_without_the_ground_has_no_notice_for_convenience(diary: Made) -> None:
    base = DEAL_WITHOUT_CONVENIENCE
    made, _ = diary(base=base, wish=date(2028, 10, 31))
    assert ways(made, "convenience") == {}
    assert made.answer.startswith("The agreement gives no right to end it for convenience")


DEAL_WITHOUT_CONVENIENCE = """\
name: Project Return
customer: {name: Alder plc, country: GB}
supplier: {name: Birch Limited, country: GB}
law: {governing: england-and-wales}
term: {commencement: 2027-03-01, initial: 60 months}
termination: {grounds: [material breach]}
services: [{name: Payroll}]
"""


def test_renewal_windows_and_the_term_after_the_next(diary: Made) -> None:
    made, _ = diary()
    assert ways(made, "renewal")["by hand"] == (date(2031, 8, 29), "open")
    assert ways(made, "renewal")["by email"] == (date(2031, 8, 29), "open")
    assert entry(made, "next-expiry").day == date(2033, 2, 28)
    assert ways(made, "renewal-after-next")["by hand"] == (date(2032, 8, 27), "open")
    assert ways(made, "bridge")["by hand"] == (date(2031, 12, 31), "open")
    assert entry(made, "renewal-statement").day == date(2031, 5, 29)


def test_a_renewal_term_that_ends_in_a_leap_year_keeps_its_last_day(diary: Made) -> None:
    base = DEAL_WITHOUT_CONVENIENCE.replace("60 months}", "48 months, renewal: 12 months}")
    made, _ = diary(base=base)
    assert entry(made, "expiry").day == date(2031, 2, 28)
    assert entry(made, "next-expiry").day == date(2032, 2, 29)


def test_automatic_renewal_has_a_last_day_to_refuse_and_a_window_for_the_reminder(diary: Made) -> None:
    base = DEAL_WITHOUT_CONVENIENCE.replace("60 months}", "60 months, renewal: 12 months, automatic_renewal: yes}")
    made, _ = diary(base=base)
    assert ways(made, "non-renewal")["by hand"] == (date(2031, 8, 29), "open")
    assert entry(made, "reminder-opens").day == date(2031, 7, 30)
    assert entry(made, "reminder-closes").day == date(2031, 8, 14)


def test_a_missed_renewal_says_what_to_do_by_position(diary: Made) -> None:
    made, _ = diary(as_of=date(2031, 9, 1))
    assert entry(made, "renewal-hand").instead.startswith("Extend by the bridging extension")
    made, _ = diary("position: {overall: supplier}", as_of=date(2031, 9, 1))
    assert entry(made, "renewal-hand").instead.startswith("Ask for the bridging extension")
    assert "Renewal Notice" in made.answer.partition("Lost already: ")[2]


CALLED = """\
backsourcing:
  notice: {ground: convenience, served: 2028-01-14, ends: 2028-10-31, approved_on: 2027-12-16}
  milestones: [{name: Payroll live, date: 2028-07-14, service: Payroll}]
"""


def test_a_called_exit_dates_assistance_and_extension(diary: Made) -> None:
    made, _ = diary(CALLED)
    # Received on Monday 17 January; 12 months of assistance, but 3 months after the Termination Date at least.
    assert ways(made, "assistance-notice")["by hand"] == (date(2028, 2, 17), "open")
    assert entry(made, "assistance_ends").day == date(2029, 1, 31)
    # 20 Business Days before: Monday 1 January does not count.
    assert ways(made, "extension")["by hand"] == (date(2029, 1, 3), "open")
    assert ways(made, "deferral")["by hand"] == (date(2028, 10, 3), "open")


def test_a_notice_that_has_gone_is_not_lost(diary: Made) -> None:
    made, _ = diary(CALLED, as_of=date(2028, 6, 1))
    assert {state for _, state in ways(made, "convenience").values()} == {"passed"}
    assert all(not one.instead for one in made.entries if one.deadline == "convenience")


def test_what_the_law_asks_before_people_move(diary: Made) -> None:
    made, _ = diary(CALLED + "staff: {in_scope: 40, regime: tupe}")
    assert entry(made, "liability-information").day == date(2028, 6, 16)
    assert "regulation 11(6)" in entry(made, "liability-information").derivation
    assert entry(made, "consultation-starts").day == date(2028, 5, 15)
    assert entry(made, "measures").day == date(2028, 4, 28)
    assert not any(one.id.startswith("layoff") for one in made.entries)


NEW_YORK = """\
name: Project Return
customer: {name: Alder Inc., country: US, listed: {market: NYSE, regime: us}}
supplier: {name: Birch Inc., country: US}
law: {governing: new-york}
term: {commencement: 2027-02-01}
services: [{name: Payroll}]
staff: {in_scope: 40, regime: warn}
backsourcing:
  notice: {ground: convenience, served: 2028-11-08, method: hand, ends: 2029-05-31}
  milestones: [{name: Payroll live, date: 2029-04-20, service: Payroll}]
"""


def test_layoff_notices_and_the_current_report_run_on_their_own_calendars(diary: Made) -> None:
    made, _ = diary(base=NEW_YORK)
    assert entry(made, "layoff-notice").day == date(2029, 2, 16)  # 60 days back is Monday 19 February, a holiday
    assert entry(made, "layoff-notice-state").day == date(2029, 1, 19)  # 90 days back is Saturday 20 January
    report = entry(made, "current-report")
    # Received on Wednesday 8 November; Friday is Veterans Day (observed): the 9th, 13th, 14th and 15th count.
    assert report.day == date(2028, 11, 15)
    assert not report.confirmed and "unconfirmed" in report.source


def test_the_federal_calendar_counts_where_the_state_has_a_holiday(diary: Made) -> None:
    """Election Day 2028, 7 November, is a holiday of New York State and none of the United States."""
    made, _ = diary(base=NEW_YORK.replace("2028-11-08", "2028-11-06"))
    assert entry(made, "notice_deemed").day == date(2028, 11, 6)
    assert entry(made, "current-report").day == date(2028, 11, 13)
    assert entry(made, "committee_formed_by").day == date(2028, 11, 15)


def test_an_english_agreement_of_a_company_listed_in_america_has_its_report(diary: Made) -> None:
    base = NEW_YORK.replace("new-york", "england-and-wales").replace("regime: warn", "regime: none")
    assert entry(diary(base=base)[0], "current-report").day is not None


def test_the_switch_of_cloud_services_has_its_own_clock(diary: Made) -> None:
    base = NORDIC
    made, _ = diary(base=base, wish=date(2028, 6, 30), aim="cut-over")
    assert entry(made, "switch-starts").day == date(2028, 5, 31)
    # 2 months before 31 May is 31 March; by registered post 2 Business Days sooner.
    assert ways(made, "switching")["by hand"] == (date(2028, 3, 31), "open")
    assert ways(made, "switching")["by registered post"] == (date(2028, 3, 29), "open")
    assert entry(made, "switching-retrieval").day == date(2028, 7, 30)


NORDIC = """\
name: Project Return
customer: {name: Alder AG, country: DE}
supplier: {name: Birch GmbH, country: DE}
law: {governing: germany}
term: {commencement: 2027-03-01}
services: [{name: Hosting, cloud: yes, ict: yes}]
staff: {in_scope: 12, regime: section-613a, consultation: {body: the works council, first_before: notice}}
"""


def test_a_works_council_is_heard_before_the_notice_can_go(diary: Made) -> None:
    made, _ = diary(base=NORDIC, wish=date(2028, 10, 31))
    # The notice is received by 28 April at the latest; the council is heard on the Business Day before.
    assert ways(made, "convenience")["by hand"] == (date(2028, 4, 28), "open")
    assert entry(made, "heard").day == date(2028, 4, 27)
    assert entry(made, "works-council").day == date(2028, 4, 13)  # 2 weeks back is Good Friday
    assert entry(made, "objection").day == date(2028, 9, 29)  # a month before 30 October is Saturday 30 September


def test_the_time_to_object_runs_out_before_the_transfer(diary: Made) -> None:
    """Informed on 10 October an employee may object until the end of 10 November: a day before the transfer."""
    made, _ = diary(base=NORDIC, wish=date(2028, 11, 11), aim="cut-over")
    assert entry(made, "objection").day == date(2028, 10, 10)
    assert entry(made, "objection").derivation.startswith("10 November 2028 (the day before the wished cut-over)")


def test_airmail_between_countries_takes_the_place_of_the_post(diary: Made) -> None:
    base = DEAL_WITHOUT_CONVENIENCE.replace("Birch Limited, country: GB", "Birch SA, country: FR")
    made, _ = diary(base=base)
    assert list(ways(made, "bridge")) == ["by hand", "by courier", "by tracked airmail", "by email"]
    assert ways(made, "bridge")["by tracked airmail"] == (date(2031, 12, 22), "open")


def test_closing_days_move_the_day_to_send_and_no_period(diary: Made) -> None:
    closed = DEAL_WITHOUT_CONVENIENCE.replace("england-and-wales}", "england-and-wales, closing_days: [2031-12-31]}")
    made, _ = diary(base=closed)
    assert ways(made, "bridge")["by hand"] == (date(2031, 12, 30), "open")
    assert ways(made, "bridge")["by first-class post"] == (date(2031, 12, 29), "open")
    assert made.rules[-1].startswith("1 closing day of the deal:")


def test_what_has_no_date_says_what_to_write(diary: Made) -> None:
    made, findings = diary()
    notice = next(one for one in made.entries if one.deadline == "convenience" and one.group == "notice")
    assert notice.day is None and "ask for a wished date" in notice.derivation
    assert findings == ()


def test_a_deal_without_any_date_gives_words_and_no_error(diary: Made) -> None:
    base = "name: x\ncustomer: {name: A}\nsupplier: {name: B}\nlaw: {governing: ireland}\n"
    made, findings = diary(base=base)
    assert findings == ()
    assert all(one.day is None for one in made.entries if one.group in ("notice", "first", "term"))
    assert made.answer == "No day can be computed yet; each entry says what to write in the deal."


def test_every_derivation_is_one_line_that_ends_with_its_place(diary: Made) -> None:
    called = diary(CALLED, drafted=True)
    for made, _ in (called, *(diary(base=base, drafted=True) for base in (NEW_YORK, NORDIC))):
        for one in made.entries:
            assert "\n" not in one.derivation
            last = one.derivation.rpartition(": ")[2]
            assert last.startswith(one.place), one
            assert last.startswith(("clause ", "Section ", "paragraph ")), one


def test_an_agreement_in_force_is_cited_by_its_own_numbers(diary: Made) -> None:
    existing = "agreement: {status: existing, clauses: {termination: '31', notices: '41'}}\n"
    made, findings = diary(existing, wish=date(2028, 10, 31))
    assert entry(made, "convenience-hand").derivation.endswith(": clause 31, served under clause 41")
    assert codes(findings) == ["KD13"]


def test_the_same_input_gives_the_same_diary(diary: Made) -> None:
    assert diary(CALLED) == diary(CALLED)


def test_a_way_that_counts_on_a_signed_receipt_has_no_day_and_says_why(diary: Made) -> None:
    made, _ = diary("position: {overall: supplier}\n", base=NORDIC)
    assert ways(made, "bridge")["by registered post"] == (None, "no date")
    assert "when the return receipt is signed" in entry(made, "bridge-post").derivation
    assert "by email" not in ways(made, "bridge")


def test_a_termination_notice_takes_fewer_ways_than_other_notices(diary: Made) -> None:
    made, _ = diary("position: {overall: supplier}\n", wish=date(2029, 10, 2))
    assert list(ways(made, "convenience")) == ["by hand", "by courier"]
    assert "by first-class post" in ways(made, "bridge")


def test_a_cut_over_names_what_comes_first_and_what_is_lost(diary: Made) -> None:
    staffed = "staff: {in_scope: 40, regime: tupe}\n"
    made, _ = diary(staffed, wish=date(2028, 6, 30), aim="cut-over", as_of=date(2028, 4, 3))
    # 60 days back is 1 May, a bank holiday: 28 April, and 10 Business Days before that 12 April, Easter between.
    assert entry(made, "consultation-starts").day == date(2028, 4, 28)
    assert entry(made, "measures").day == date(2028, 4, 12)
    assert made.answer == (
        "For a cut-over on 30 June 2028 the first is Information on the measures planned for the people by "
        "12 April 2028."
    )
    late, _ = diary(staffed, wish=date(2028, 6, 30), aim="cut-over", as_of=date(2028, 5, 2))
    assert "Lost already: Information of the representatives starts and Information on the measures" in late.answer
    assert entry(late, "measures").instead.startswith("Give the information at once")


def test_the_cure_of_a_breach_and_the_right_that_follows_run_from_today(diary: Made) -> None:
    made, _ = diary(as_of=date(2028, 1, 14))
    assert entry(made, "cure").day == date(2028, 2, 14)  # 30 days lead to Sunday 13 February
    assert entry(made, "breach-right").day == date(2028, 8, 14)
    evening, _ = diary(as_of=date(2028, 1, 14), hour=datetime.time(18))
    assert entry(evening, "cure").day == date(2028, 2, 16)
    made, _ = diary("position: {overall: supplier}\n", as_of=date(2028, 1, 14))
    assert entry(made, "breach-talks").day == date(2028, 2, 28)
    assert entry(made, "breach-right-after-talks").day == date(2028, 4, 10)  # Good Friday is 14 April


def test_step_in_waits_for_its_notice(diary: Made) -> None:
    made, _ = diary(as_of=date(2027, 3, 25))
    # Received on Maundy Thursday: 2 Business Days lead over Easter to Wednesday.
    assert entry(made, "step-in-effect-hand").day == date(2027, 3, 31)


def test_an_american_agreement_in_force_is_cited_by_sections(deal_file: Callable[..., DealFile]) -> None:
    library, _ = open_library()
    assert library is not None
    base = "name: Any\nas_of: 2026-11-23\ncustomer: {name: Alder Inc., country: US}\nsupplier: {name: Birch LLC}\n"
    for law, cited in (("new-york", "Section 24"), ("england-and-wales", "clause 24")):
        more = (
            f"law: {{governing: {law}}}\nagreement: {{status: existing, date: 2026-03-02, clauses: {{term: '24'}}}}\n"
        )
        assert Citing(deal_file(more, base).deal, library, {}).place("term-renewal") == cited
