"""The communications pack: who is told when, what holds a letter back, which facts it states, in which language."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner
from communications_pack import PAPERS, pack, pack_file, pack_with
from example_letters import ROOT, blanks, library, without
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backsource_docs.api import build, check
from backsource_docs.building import Assembly, assemble
from backsource_docs.checks import check_documents
from backsource_docs.cli.main import bsdocs
from backsource_docs.communicating.sequence import sequence_of
from backsource_docs.communicating.sheet import Stated, now_wrong, sheet_of
from backsource_docs.communicating.steps import Sequence, Step
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.covering import DISCLAIMER
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, Severity
from backsource_docs.messaging import messages, messages_data
from backsource_docs.planning.timetable import timetable_of
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

GOLDEN = ROOT / "tests" / "golden" / "communications"
NEW_LETTERS = (
    "letter-supplier-staff",
    "letter-employee-representatives",
    "letter-regulator",
    "letter-business-customers",
    "letter-subcontractors",
    "letter-it-users",
    "letter-progress-own-staff",
    "letter-cut-over-it-users",
    "letter-completed-customers",
    "letter-delayed-vendors",
)
PARTNERS = "    - {audience: partners, name: business partners,"
PARTNERS_IN_POLISH = "    - {audience: partners, language: pl, name: business partners,"
PRESS = "    - {audience: press, name: editors,"


@cache
def built() -> Assembly:
    return assemble(pack(), library(), pack().deal.as_of or date(2026, 11, 23), Wishes())


def sequence(file: DealFile, day: date) -> tuple[Sequence, tuple[Finding, ...]]:
    holds = established(library().facts, file.deal)
    values = timetable_of(file, library(), holds, day)[0].values
    return sequence_of(file, library(), holds, values, day)


def step(found: Sequence, name: str) -> Step:
    return next(one for one in found.steps if one.id == name)


@pytest.mark.parametrize("name", [*NEW_LETTERS, *PAPERS])
def test_documents_of_the_pack_read_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    made = next(one for one in built().made if one.document.draft.id == name)
    expect(GOLDEN / f"{name}.txt", render_text(made.document) + "\n")


def test_the_pack_has_no_blank_and_nothing_to_find() -> None:
    assert [str(finding) for finding in built().findings] == []
    assert [str(finding) for finding in check_documents(built().made, pack(), library())] == []
    assert {made.document.draft.id: blanks(made) for made in built().made if blanks(made)} == {}


def test_people_are_told_in_order() -> None:
    found, wrong = sequence(pack(), date(2028, 1, 24))
    assert wrong == ()
    order = [one.id for one in found.steps]
    told = ["regulator", "notice", "own-staff", "customers", "press", "it-users"]
    assert [name for name in order if name in told] == told
    assert step(found, "own-staff").embargo == (date(2028, 1, 14), "10:00")
    assert step(found, "it-users").day == date(2028, 6, 30)


def test_a_letter_waits_for_its_day_and_for_its_approval() -> None:
    found, _ = sequence(pack(), date(2028, 1, 24))
    assert step(found, "customers").state == "waits"
    assert "Its day is 25 January 2028." in step(found, "customers").reasons
    assert step(found, "own-staff").state == "held"
    assert step(found, "own-staff").reasons == ("It is a DRAFT: its text own-staff-letter is not approved.",)
    assert found.ready == ()


def approved(name: str, folder: Path, room: str = "letters") -> Path:
    """A firm's folder that lays the approval of a letter or section over ours."""
    clause = library().clause(name)
    assert clause
    (folder / room).mkdir(parents=True)
    approval = f"{{version: {clause.version}, by: A. Osei, date: 2026-11-23, text: {clause.fingerprint}}}"
    lines = ["---", f"id: {name}", "extends: yes", f"approved: {approval}", "---", ""]
    (folder / room / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_an_approved_letter_may_go_on_its_day(tmp_path: Path) -> None:
    own = approved("own-staff-letter", tmp_path / "own")
    result = messages(pack_file(tmp_path), as_of=date(2028, 1, 24), library=own)
    assert result.sequence and [one.id for one in result.sequence.ready] == ["own-staff"]
    early = messages(pack_file(tmp_path), as_of=date(2028, 1, 21), library=own)
    assert early.sequence and early.sequence.ready == ()


def test_a_letter_says_draft_until_it_is_approved(tmp_path: Path) -> None:
    own = approved("own-staff-letter", tmp_path / "own")
    result = check(pack_file(tmp_path), only=["letter-own-staff", "letter-customers", "press-statement"], library=own)
    assert result.assembly
    lines = {made.document.draft.id: made.document.draft.cover["status_line"] for made in result.assembly.made}
    assert lines == {
        "letter-own-staff": "",
        "letter-customers": f"DRAFT, not approved. {DISCLAIMER}",
        "press-statement": f"DRAFT, not approved. {DISCLAIMER}",
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_of_the_pack_says_draft_until_it_is_approved(paper: str, tmp_path: Path) -> None:
    made = next(one for one in built().made if one.document.draft.id == paper)
    assert made.document.draft.cover["status_line"] == f"DRAFT, not approved. {DISCLAIMER}"
    (text,) = made.selection.picks
    own = approved(text, tmp_path / "own", "sections")
    result = check(pack_file(tmp_path), only=paper, library=own)
    assert result.assembly and result.assembly.made[0].document.draft.cover["status_line"] == DISCLAIMER


def test_other_papers_are_not_letters_and_need_no_approval() -> None:
    result = check(ROOT / "examples" / "homecoming" / "deal.yaml", only="readiness")
    assert result.assembly and result.assembly.made[0].document.draft.cover["status_line"] == DISCLAIMER


def test_the_press_before_the_staff_is_found() -> None:
    file = pack_with((PRESS, PRESS + " told_on: 2028-01-21,"))
    _, wrong = sequence(file, date(2028, 1, 14))
    assert {finding.code for finding in wrong} == {"CM05"}
    assert any("“Press statement” is planned for 21 January 2028" in finding.message for finding in wrong)
    assert all(finding.place.line for finding in wrong)


def test_news_before_the_first_letter_is_found_with_its_own_remedy() -> None:
    early = "on: 2028-07-11, service: Service desk"
    _, wrong = sequence(pack_with((early, early.replace("2028-07-11", "2028-01-11"))), date(2028, 1, 14))
    staff = next(one for one in wrong if "Own staff: cut-over" in one.message)
    assert staff.code == "CM05" and staff.remedy.startswith("Write on: 2028-01-24 or a later day for the news,")


def test_a_letter_an_hour_before_the_market_is_found() -> None:
    staff = "- {audience: own staff,"
    _, wrong = sequence(pack_with(("  material: no\n", ""), (staff, f"{staff} told_at: 06:30,")), date(2028, 1, 14))
    found = [one for one in wrong if "Market announcement" in one.message]
    assert [one.code for one in found] == ["CM05"] and "told_at after 07:00" in found[0].remedy


def test_a_wide_letter_waits_for_counsel_and_for_the_market() -> None:
    undecided, _ = sequence(pack_with(("  material: no\n", "")), date(2028, 1, 24))
    assert "Counsel has not decided whether the exit is inside information." in step(undecided, "own-staff").reasons
    assert step(undecided, "own-staff").embargo == (date(2028, 1, 24), "07:00")
    assert "market" not in [one.id for one in sequence(pack(), date(2028, 1, 24))[0].steps]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "on: 2028-07-11, service: Service desk, day: 2028-07-14",
            "on: 2028-07-11, service: Servicedesk, day: 2028-07-14",
            "does not come back",
        ),
        (
            "on: 2028-07-11, service: Service desk, day: 2028-07-14",
            "on: 2028-07-11, service: Service desk, day: 2028-07-17",
            "the plan says 14 July 2028",
        ),
        (
            "on: 2028-07-11, service: Service desk",
            "on: 2028-07-14, service: Service desk",
            "must go before the day of the move",
        ),
        (
            "on: 2028-07-24, service: Service desk",
            "on: 2028-07-07, service: Service desk",
            "must go after the day of the move",
        ),
    ],
)
def test_news_that_contradicts_the_plan_is_found(old: str, new: str, words: str) -> None:
    _, wrong = sequence(pack_with((old, new)), date(2028, 1, 24))
    assert [words in finding.message for finding in wrong if finding.code == "CM07"] == [True]


def test_a_language_without_a_text_is_told_and_never_mixed() -> None:
    file = pack_with((PARTNERS, PARTNERS_IN_POLISH))
    assembly = assemble(file, without("partner-letter-pl"), date(2026, 11, 23), Wishes(("letters",)))
    assert "letter-partners" not in {made.document.draft.id for made in assembly.made}
    found = [finding for finding in assembly.findings if finding.code == "CM06"]
    assert [finding.message for finding in found] == ["No text in Polish for partners: letter-partners is not made."]
    assert found[0].severity is Severity.WARNING and found[0].place.line


def test_the_sheet_names_every_letter_that_states_a_fact() -> None:
    facts = {(fact.path, fact.value): fact.letters for fact in sheet_of(built().made)}
    reason = next(letters for (path, _), letters in facts.items() if path == "backsourcing.notice.public_reason")
    assert {"letter-own-staff", "press-statement", "questions-and-answers", "letter-customers"} <= set(reason)


def test_a_changed_deal_names_the_letters_that_are_wrong_now(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old = pack_file(tmp_path / "old")
    new = pack_file(tmp_path, ("next_update: 2028-02-18", "next_update: 2028-02-25"))
    wrong = messages(new, against=old).wrong
    assert {(one.was, one.now) for one in wrong} == {("18 February 2028", "25 February 2028")}
    letters = {letter for one in wrong for letter in one.letters}
    assert "letter-own-staff" in letters and "letter-completed-customers" not in letters


PATHS = st.lists(st.builds(Stated, st.sampled_from("abc"), st.sampled_from("xyz"), st.just(("one",))), max_size=6)


@given(PATHS, PATHS)
def test_nothing_is_wrong_where_nothing_changed(before: list[Stated], after: list[Stated]) -> None:
    assert now_wrong(before, before) == ()
    lost = {one.path for one in before} - {one.path for one in after}
    assert lost <= {one.path for one in now_wrong(before, after) if not one.now}


def test_a_moved_announcement_moves_each_letter_with_it() -> None:
    fact = Stated("date of the letter", "24 January 2028", ("letter-own-staff",))
    assert [one.now for one in now_wrong([fact], [replace(fact, value="25 January 2028")])] == ["25 January 2028"]


def test_the_calendar_has_each_message_at_its_hour(tmp_path: Path) -> None:
    result = messages(pack_file(tmp_path), tmp_path / "out", as_of=date(2028, 1, 10))
    assert [path.name for path in result.files] == ["communications-plan.docx", "communications.ics"]
    calendar = icalendar.Calendar.from_ical(result.files[1].read_bytes())
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert events["Project Homecoming: Own staff"]["dtstart"].dt.isoformat() == "2028-01-24T09:00:00"
    assert str(calendar["X-WR-CALNAME"]) == "Project Homecoming: communications"
    assert "Project Homecoming: Regulator" not in events
    assert messages(pack_file(tmp_path), tmp_path / "out", as_of=date(2028, 1, 10)).files == result.files


def test_a_calendar_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "communications.ics").write_text("BEGIN:VCALENDAR\nPRODID:other\n", encoding="utf-8")
    result = messages(pack_file(tmp_path), tmp_path / "out")
    assert [finding.code for finding in result.findings] == ["OU01"] and result.files == ()


def test_json_has_the_shape_that_is_promised(tmp_path: Path) -> None:
    run = CliRunner().invoke(bsdocs, ["comms", str(pack_file(tmp_path)), "--json", "--facts", "--as-of", "2028-01-24"])
    data = json.loads(run.stdout)
    assert run.exit_code == 0
    assert list(data) == ["deal", "as_of", "messages", "may_go", "facts", "wrong", "files", "findings"]
    assert data["messages"][0]["id"] == "regulator" and data["messages"][0]["state"] == "held"
    assert data["facts"] and data["wrong"] == []


def test_the_command_shows_order_state_and_what_changed(tmp_path: Path) -> None:
    deal = str(pack_file(tmp_path))
    run = CliRunner().invoke(bsdocs, ["comms", deal, "--as-of", "2028-01-24", "--against", deal, "--facts"])
    assert run.exit_code == 0
    assert "2028-01-24 09:00  Own staff  [held]" in run.stdout
    assert "None: every letter states what it stated." in run.stdout
    missing = CliRunner().invoke(bsdocs, ["comms", deal, "--against", str(tmp_path / "none.yaml")])
    assert missing.exit_code == 1 and "DL00" in missing.stderr
    assert "wrong now" not in missing.stdout


def test_a_deal_that_cannot_be_read_has_no_messages(tmp_path: Path) -> None:
    result = messages(tmp_path / "none.yaml")
    assert messages_data(result) == {} and [finding.code for finding in result.findings] == ["DL00"]


def former(folder: Path, *swaps: tuple[str, str], **options: Any) -> Path:
    """The folder of a build of the pack."""
    (folder / "before").mkdir()
    result = build(pack_file(folder / "before", *swaps), folder / "built", **options)
    assert result.documents, [str(finding) for finding in result.findings]
    return folder / "built"


@pytest.mark.parametrize("name", ["", "manifest.json", "kept.json"])
def test_letters_of_a_former_build_are_compared(name: str, tmp_path: Path) -> None:
    folder = former(tmp_path, ("next_update: 2028-02-18", "next_update: 2028-02-25"), only="letters")
    (folder / "kept.json").write_bytes((folder / "manifest.json").read_bytes())
    result = messages(pack_file(tmp_path), against=folder / name, as_of=date(2028, 1, 10))
    assert {(one.path, one.was, one.now) for one in result.wrong} == {
        ("exit.next_update", "25 February 2028", "18 February 2028")
    }
    assert "letter-own-staff" in result.wrong[0].letters and "press-statement" not in result.wrong[0].letters
    assert result.findings == ()


def test_a_build_on_another_day_is_not_wrong_for_that(tmp_path: Path) -> None:
    folder = former(tmp_path, as_of=date(2027, 12, 1))
    result = messages(pack_file(tmp_path), against=folder, as_of=date(2028, 1, 10))
    assert (result.wrong, result.findings) == ((), ())


def test_a_letter_that_somebody_changed_is_told(tmp_path: Path) -> None:
    folder = former(tmp_path, only=["letter-own-staff", "letter-customers"])
    with (folder / "letter-customers.docx").open("ab") as file:
        file.write(b" ")
    result = messages(pack_file(tmp_path), against=folder)
    assert [(finding.code, finding.severity) for finding in result.findings] == [("CM09", Severity.WARNING)]
    assert "Somebody changed letter-customers after" in result.findings[0].message


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda manifest: None, "is not the manifest of a build"),
        (lambda manifest: {**manifest, "documents": []}, "keeps no facts of letters"),
        (lambda manifest: spoilt(manifest, "facts", None), "keeps no facts of letters"),
        (lambda manifest: spoilt(manifest, "facts", {"a": 1}), "keeps no facts of letters"),
        (lambda manifest: spoilt(manifest, "id", ["letter-own-staff"]), "is not the manifest of a build"),
        (lambda manifest: {**manifest, "deal": "Another deal"}, "is of Another deal, and this deal is"),
        (lambda manifest: {**manifest, "deal": None}, "is of a deal without a name, and this deal is"),
        (
            lambda manifest: {**manifest, "documents": [*manifest["documents"], other_letter(manifest)]},
            "keeps no facts of letter-vendors",
        ),
    ],
)
def test_a_former_build_that_cannot_be_compared_is_told(
    damage: Callable[[Any], Any], words: str, tmp_path: Path
) -> None:
    folder = former(tmp_path, only="letter-own-staff")
    path = folder / "manifest.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    result = messages(pack_file(tmp_path), tmp_path / "out", against=folder)
    assert [finding.code for finding in result.findings] == ["CM09"]
    assert words in result.findings[0].message
    assert bool(result.files) is result.compared is (result.findings[0].severity is Severity.WARNING)


def spoilt(manifest: Any, key: str, value: object) -> Any:
    return {**manifest, "documents": [{**entry, key: value} for entry in manifest["documents"]]}


def other_letter(manifest: Any) -> Any:
    return {**manifest["documents"][0], "id": "letter-vendors", "file": "letter-vendors.docx", "facts": None}


def test_outgoing_copies_keep_no_facts(tmp_path: Path) -> None:
    folder = former(tmp_path, only="backsourcing-notice", outgoing=True)
    assert "public_reason" not in (folder / "manifest.json").read_text(encoding="utf-8")
    assert "facts" not in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["documents"][0]
