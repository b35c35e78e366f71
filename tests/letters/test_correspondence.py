"""How a letter is addressed, opened, closed and served."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_letters import blanks, changed, drafted, letters, paragraphs, words
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.correspondence import unserved
from backsource_docs.drafting.covering import address_lines
from backsource_docs.findings import Severity
from backsource_docs.library.store import Library
from backsource_docs.tree import Blank, Limb

NOTICE = "backsourcing-notice"
ONE_MOVE = """\
backsourcing:
  milestones: [{name: Payroll at home, service: Payroll, date: 2028-07-14}]
  notice: {ground: convenience}
term:
"""


def sent_by(method: str, *, abroad: bool = False) -> DealFile:
    swaps = [("method: courier", f"method: {method}")]
    if abroad:
        swaps.append(
            ("3 Foundry Wharf, Reading RG1 8LS\n  country: GB", "3 Foundry Wharf, Reading RG1 8LS\n  country: IE")
        )
    return changed("homecoming", *swaps)


@pytest.mark.parametrize(
    ("position", "method", "abroad", "allowed"),
    [
        ("customer", "hand", False, True),
        ("customer", "courier", True, True),
        ("customer", "post", False, True),
        ("customer", "post", True, False),
        ("customer", "airmail", False, False),
        ("balanced", "airmail", True, True),
        ("supplier", "hand", True, True),
        ("supplier", "courier", False, True),
        ("supplier", "post", False, False),
        ("supplier", "airmail", True, False),
        (None, "post", True, True),
    ],
)
def test_methods_that_the_notices_clause_bars(position: str | None, method: str, abroad: bool, allowed: bool) -> None:
    findings = unserved(sent_by(method, abroad=abroad), position)
    assert bool(findings) is not allowed
    for finding in findings:
        assert (finding.code, finding.severity) == ("LT01", Severity.ERROR)
        assert "method: courier" in finding.remedy
        assert finding.place.line


def test_a_barred_method_is_a_blank_and_never_printed() -> None:
    made, findings = drafted(sent_by("post"), "supplier")
    text = words(made[NOTICE])
    assert "[● method of service]" in text
    assert "post" not in text
    assert [finding.code for finding in findings].count("LT01") == 1


def test_the_supplier_position_keeps_hand_and_courier() -> None:
    made, findings = drafted(sent_by("hand"), "supplier")
    assert "Formal notice, sent by hand, against signature" in words(made[NOTICE])
    assert "LT01" not in [finding.code for finding in findings]


def test_post_is_certified_mail_under_new_york_law() -> None:
    made, _ = drafted(changed("harbour", ("method: courier", "method: post")), "customer")
    assert "by certified mail, postage prepaid, return receipt requested" in words(made[NOTICE])


def test_the_letter_is_opened_and_closed_as_its_country_does() -> None:
    british, american = letters("homecoming")["letter-customers"], letters("harbour")["letter-customers"]
    assert paragraphs(british, "salutation") == ["Dear customers,"]
    assert paragraphs(british, "subject") == ["A change behind the services you use"]
    assert paragraphs(british, "closing") == ["Yours sincerely,"]
    assert paragraphs(american, "salutation") == ["Dear dealers and engine owners:"]
    assert paragraphs(american, "subject") == ["Re: A change behind the services you use"]
    assert paragraphs(american, "closing") == ["Sincerely,"]
    assert paragraphs(american, "signature") == [
        "Denise Okafor Chief Financial Officer for Calloway Marine Works, Inc."
    ]


def test_every_signatory_signs_the_notice() -> None:
    second = "\n    - {name: Piet Vos, title: Director}\n  listed:"
    made, _ = drafted(changed("homecoming", ("\n  listed:", second)))
    signatures = paragraphs(made[NOTICE], "signature")
    assert [text.partition(" for ")[0] for text in signatures] == [
        "Amara Osei Chief Operating Officer",
        "Piet Vos Director",
    ]


def test_an_unnamed_signatory_is_a_blank() -> None:
    made, _ = drafted(
        changed("homecoming", ("  signatories:\n    - {name: Amara Osei, title: Chief Operating Officer}\n", ""))
    )
    assert paragraphs(made[NOTICE], "signature") == [
        "[● name of the signatory] [● title of the signatory] for Aldermoor Bank plc"
    ]


def test_the_notice_goes_to_the_address_for_notices() -> None:
    recipient = letters("harbour")[NOTICE].document.draft.cover["recipient"]
    assert recipient == {
        "name": "Brightwater Business Services LLC",
        "address_lines": ["Chief Legal Officer", "210 Commerce Plaza", "Wilmington, DE 19801"],
    }


def test_a_letter_goes_to_the_one_reader_whom_the_deal_names_and_else_to_the_group() -> None:
    made = letters("homecoming")
    covers = {name: letter.document.draft.cover["recipient"] for name, letter in made.items()}
    assert covers["letter-own-staff"] == {"name": "To all colleagues", "address_lines": []}
    assert covers["letter-customers"] == {"name": "To all customers", "address_lines": []}
    assert covers["letter-vendors"] == {
        "name": "Larkhill Leasing plc",
        "address_lines": ["7 Larkhill Road", "Swindon SN1 5LL"],
    }
    assert paragraphs(made["letter-customers"], "salutation") == ["Dear customers,"]
    assert paragraphs(made["letter-vendors"], "salutation") == ["Dear Ms Harper,"]


def test_a_reader_without_a_salutation_is_greeted_by_name_and_a_missing_address_is_a_blank_of_the_deal() -> None:
    gone = 'address: "7 Larkhill Road, Swindon SN1 5LL", salutation: Ms Harper, '
    made, _ = drafted(changed("homecoming", (gone, "")))
    assert paragraphs(made["letter-vendors"], "salutation") == ["Dear Larkhill Leasing plc,"]
    assert blanks(made["letter-vendors"]) == [Blank("address", "communications.stakeholders[4].address")]


def test_each_audience_hears_it_on_the_next_business_day_after_the_one_before() -> None:
    partners = "{audience: partners,"
    made, _ = drafted(changed("homecoming", ("announcement: 2028-01-24", "announcement: 2028-01-27")))
    assert [made[f"letter-{name}"].document.draft.cover["date"] for name in ("own-staff", "customers", "partners")] == [
        "27 January 2028",
        "28 January 2028",
        "31 January 2028",
    ]
    made, _ = drafted(changed("homecoming", (partners, "{audience: partners, told_on: 2028-02-03,")))
    assert [made[f"letter-{name}"].document.draft.cover["date"] for name in ("customers", "partners", "vendors")] == [
        "25 January 2028",
        "3 February 2028",
        "4 February 2028",
    ]


def test_without_an_announcement_a_letter_has_a_blank_for_its_date() -> None:
    made, _ = drafted(changed("homecoming", ("    announcement: 2028-01-24\n", "")))
    assert Blank("date of the letter", "exit.customers_told") in blanks(made["letter-customers"])


def test_one_move_has_one_day_and_several_have_a_span() -> None:
    one = changed("minimal", ("term:\n", ONE_MOVE))
    assert "step by step, by 14 July 2028." in words(drafted(one)[0]["letter-customers"])
    assert "step by step, between 14 July 2028 and 13 October 2028." in words(letters("homecoming")["letter-customers"])


def test_what_the_entry_of_an_audience_lacks_is_a_blank_that_names_it() -> None:
    gone = 'effect: "Your accounts, cards, telephone numbers and online access stay the same.", '
    made, _ = drafted(changed("homecoming", (gone, "")))
    assert "[● customers: what changes for them]" in words(made["letter-customers"])


def test_an_audience_that_is_not_told_gets_no_letter_but_staff_and_customers_always_do() -> None:
    assert set(letters("harbour")) == {NOTICE, "letter-customers", "letter-own-staff", "letter-vendors"}
    made, _ = drafted(changed("harbour", ("audience: own staff", "audience: press")))
    assert "Dear [● own staff: name of the group]:" in words(made["letter-own-staff"])


def test_an_undated_function_is_a_blank_at_the_end_of_the_moves() -> None:
    gone = "    - {name: Accounts payable live in-house, date: 2028-10-27, service: Accounts payable}\n"
    made, _ = drafted(changed("harbour", (gone, "")))
    moves = "Customer support by November 17, 2028 and Accounts payable by [● planned date of Accounts payable]"
    assert moves in words(made["letter-own-staff"])


@pytest.mark.parametrize(
    ("material", "says", "keeps_out"),
    [
        ("", ["[● disclosure decision of counsel]"], ["market announcement", "do not require", "early end"]),
        ("material: no", ["do not require an announcement"], ["disclosure decision", "market announcement"]),
        (
            "material: yes",
            ["[● reference and date of the market announcement]", "[● statement of counsel on payments"],
            ["disclosure decision", "do not require"],
        ),
    ],
)
def test_the_investor_letter_asserts_only_what_counsel_decided(
    material: str, says: list[str], keeps_out: list[str]
) -> None:
    made, _ = drafted(changed("homecoming", ("material: no", material)))
    text = words(made["letter-investors"])
    assert [phrase for phrase in says if phrase not in text] == []
    assert [phrase for phrase in keeps_out if phrase in text] == []


GROUNDS = {
    "material breach": "Termination for Material Breach",
    "persistent breach": "Termination for persistent breach",
    "critical service failure": "Termination for Critical Service Failure",
    "insolvency": "Termination for insolvency",
    "change of control": "Termination on Change of Control",
    "regulatory": "Termination for regulatory reasons",
    "illegality": "Termination for illegality",
    "force majeure": "Termination for prolonged force majeure",
}


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_ground_that_needs_facts_states_them_and_its_clause_alone(ground: str) -> None:
    facts = "an event on 3 May 2027"
    made, _ = drafted(changed("homecoming", ("ground: convenience", f"ground: {ground}\n    facts: {facts}")))
    text = words(made[NOTICE])
    assert f"({GROUNDS[ground]}) of the Agreement, on these facts: {facts}." in text
    assert "those that we know today" in text
    others = {"Termination for convenience", *GROUNDS.values()} - {GROUNDS[ground]}
    assert [clause for clause in others if f"({clause})" in text] == []


def test_on_expiry_nothing_is_terminated() -> None:
    made, _ = drafted(changed("homecoming", ("ground: convenience", "ground: expiry"), ("    ends: 2028-10-31\n", "")))
    text = words(made[NOTICE])
    assert "the Term ends on 29 February 2032" in text
    assert "does not" in text and "(Renewal) of the Agreement" in text
    assert "those that we know today" not in text
    assert "We terminate" not in text and "Termination Notice under" not in text
    assert "Partial Termination" not in text


def test_a_whole_exit_leaves_no_function_behind() -> None:
    made, _ = drafted(changed("homecoming", ("backsource: no", "backsource: yes")))
    text = words(made[NOTICE])
    assert "relates to the whole of the Agreement" in text
    assert "Partial Termination" not in text
    assert "will keep this work" not in words(made["letter-own-staff"])


def test_copies_go_to_the_recipient_that_the_outsourcer_names() -> None:
    email = "    email: legal@corvane.example\n"
    made, _ = drafted(changed("homecoming", (email, f"{email}    copy_to: Lake and Moor LLP\n")))
    assert "by the same method to Lake and Moor LLP;" in words(made[NOTICE])


def test_an_agreement_in_force_gives_blanks_for_its_clause_numbers() -> None:
    made, _ = drafted(
        changed("homecoming", ("status: new", "status: existing\n  amendments: [Amendment 1, Amendment 2]"))
    )
    text = words(made[NOTICE])
    assert "[● clause number of Termination for convenience]" in text
    assert "amended by Amendment 1 and Amendment 2" in text


def test_a_blank_for_a_number_of_an_american_agreement_asks_for_a_section() -> None:
    made, _ = drafted(changed("harbour", ("agreement: {status: new", "agreement: {status: existing")))
    text = words(made[NOTICE])
    assert "[● Section number of Termination for convenience]" in text
    assert "[● clause number" not in text


def test_the_paragraphs_of_the_notice_are_numbered_through() -> None:
    document = letters("homecoming")[NOTICE].document
    limbs = [block for block in document.draft.parts[1].blocks if isinstance(block, Limb)]
    assert [document.numbers[limb.key].own for limb in limbs] == [f"{count}." for count in range(1, 17)]
    assert document.numbers[f"{NOTICE}/1/1"].own == "(a)"
    assert document.numbers[f"{NOTICE}/1/1"].label == "1(a)"


def test_names_print_as_they_are() -> None:
    hostile = "A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}"
    made, _ = drafted(changed("homecoming", ("name: Corvane Managed Services Limited", f'name: "{hostile}"')))
    assert f"{hostile}, the Supplier" in words(made[NOTICE])
    assert made[NOTICE].document.draft.cover["recipient"]["name"] == hostile


@pytest.mark.parametrize(
    "missing", ["audience: customers\n", "sender: governance.executive_sponsor\n", "dated: exit.customers_told\n"]
)
def test_a_letter_recipe_names_audience_sender_and_date(missing: str, tmp_path: Path) -> None:
    source = (
        "id: letter-x\ntitle: X\nkind: letter\nstyle: letter\naudience: customers\n"
        "sender: governance.executive_sponsor\ndated: exit.customers_told\nparts:\n  - id: letter\n    clauses: [x]\n"
    )
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter-x.yaml").write_text(source.replace(missing, ""))
    shelf = Library((), (tmp_path,))
    assert shelf.recipe("letter-x") is None
    assert "a letter names its audience" in str(shelf.findings[0])


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (None, []),
        ("14 Tannery Row, Leeds LS10 1JQ", ["14 Tannery Row", "Leeds LS10 1JQ"]),
        ("500 Dry Dock Avenue, Buffalo, NY 14204", ["500 Dry Dock Avenue", "Buffalo, NY 14204"]),
        ("PO Box 9, Albany, NY 12201-0009", ["PO Box 9", "Albany, NY 12201-0009"]),
        ("NY 14204", ["NY 14204"]),
        ("Suite 4, Tower\nBuffalo, NY 14204", ["Suite 4, Tower", "Buffalo, NY 14204"]),
    ],
)
def test_address_lines(address: str | None, lines: list[str]) -> None:
    assert address_lines(address) == lines


@given(st.lists(st.from_regex(r"[A-Za-z0-9 ]*[A-Za-z0-9][A-Za-z0-9 ]*", fullmatch=True), min_size=1, max_size=6))
def test_address_lines_lose_nothing(parts: list[str]) -> None:
    assert ", ".join(address_lines(",".join(parts))) == ", ".join(part.strip() for part in parts)


def test_a_small_deal_that_is_called_builds_with_blanks() -> None:
    small = changed("minimal", ("term:\n", "backsourcing:\n  notice:\n    ground: convenience\nterm:\n"))
    made, findings = drafted(small)
    assert set(made) == {NOTICE, "letter-customers", "letter-own-staff"}
    assert "The Termination Date is [● ends]" in words(made[NOTICE])
    assert made[NOTICE].document.draft.cover["date"] == "[● date of the letter]"
    assert [str(finding) for finding in findings if "letters/" in finding.place.file] == []
