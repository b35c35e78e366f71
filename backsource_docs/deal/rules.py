"""The manual pages of what is found in a deal file."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "DL00",
        "The deal file cannot be opened",
        "Everything is built from this one file. A missing file, a folder in its place or a file without the "
        "right to read it stops the command before anything else happens.",
        "bsdocs build examples/homecoming",
        "bsdocs build examples/homecoming/deal.yaml",
    ),
    Rule(
        "DL01",
        "A key is not known",
        "A key that is written wrongly would be ignored in silence, and the default would stand in the contract. "
        "The remedy names the nearest known key.",
        "supplier: {adress: 3 Foundry Wharf}",
        "supplier: {address: 3 Foundry Wharf}",
    ),
    Rule(
        "DL02",
        "A mandatory value is missing",
        "A few values cannot be blanks, because clauses are chosen by them: the name of the deal, the parties' "
        "names, the governing law, the names in lists. All others have a default or become a visible blank.",
        "law: {place: London}",
        "law: {governing: england-and-wales, place: London}",
    ),
    Rule(
        "DL03",
        "A value is not readable",
        "Dates, periods, sums and percentages are read strictly, so that none is ever guessed: 03/04/27 is two "
        "dates. The remedy shows a value that would be read.",
        "term: {commencement: 01/03/2027, initial: five years}",
        "term: {commencement: 2027-03-01, initial: 60 months}",
    ),
    Rule(
        "DL04",
        "A value is out of range",
        "Some values have limits beyond which no clause is written for them.",
        "termination: {breach_count: 1}",
        "termination: {breach_count: 3}",
    ),
    Rule(
        "DL05",
        "Values stand in the wrong order",
        "Thresholds get worse from early warning to critical to termination; dates follow each other; a notice "
        "period is shorter than the term. Values in another order make clauses that contradict each other.",
        "- {metric: Availability, target: 99.9%, early_warning: 99%, critical: 99.5%}",
        "- {metric: Availability, target: 99.5%, early_warning: 99.7%, critical: 99%, termination: 97%}",
    ),
    Rule(
        "DL06",
        "The levels of one metric are in different units",
        "A target in hours and a threshold in percent cannot be compared, neither here nor by the people who measure.",
        "- {metric: Time to restore, target: 4 hours, critical: 90%}",
        "- {metric: Time to restore, target: 4 hours, critical: 8 hours}",
    ),
    Rule(
        "DL07",
        "A function is not listed, or is listed twice",
        "Service levels, people, assets and milestones belong to a function by its name. A name that is not "
        "listed under services drops out of the schedules and the plan.",
        "services: [{name: Payroll}] and milestones: [{name: Payroll live, service: Pay roll}]",
        "services: [{name: Payroll}] and milestones: [{name: Payroll live, service: Payroll}]",
    ),
    Rule(
        "DL08",
        "A sum is in another currency than the charges",
        "It may be meant; more often it was copied from another deal.",
        'charges: {annual: "GBP 18,600,000"} and exit_charges: {estimate: "USD 1,400,000"}',
        'charges: {annual: "GBP 18,600,000"} and exit_charges: {estimate: "GBP 1,400,000"}',
    ),
    Rule(
        "DL09",
        "An email address does not look like one",
        "Notices and letters print it, and a copy that is sent nowhere is found out too late.",
        "notices: {email: legal.bank.example}",
        "notices: {email: legal@bank.example}",
    ),
    Rule(
        "DL10",
        "A share is more than the whole",
        "A service level above 100% can never be reached; a share of charges above 100% is rarely meant.",
        "- {metric: Availability, target: 999%}",
        "- {metric: Availability, target: 99.9%}",
    ),
    Rule(
        "DL11",
        "A function's target and its way back disagree",
        "Whether a function comes home and where it goes are two answers to one question; clauses and letters use"
        " both.",
        "- {name: Payroll, backsource: no, target: in-house}",
        "- {name: Payroll, backsource: no, target: retained by supplier}",
    ),
    Rule(
        "DL12",
        "The term is no longer than a period that applies by default",
        "A short term meets defaults that were made for long ones: a lock-in of 12 months in a term of 6 can "
        "never end.",
        "term: {initial: 6 months}",
        "term: {initial: 6 months} and termination: {convenience_not_before: 1 month}",
    ),
    Rule(
        "DL13",
        "The notice names a ground that the agreement lacks",
        "A notice on a ground that the agreement does not give is void, and its clause cannot be cited.",
        "termination: {grounds: [material breach]} and backsourcing: {notice: {ground: convenience}}",
        "termination: {grounds: [material breach, convenience]} and backsourcing: {notice: {ground: convenience}}",
    ),
    Rule(
        "DL14",
        "A total differs from the sum of its parts",
        "The agreement prints both, and the other side adds them up.",
        "charges: {annual: GBP 20} and services of GBP 5 and GBP 10",
        "charges: {annual: GBP 15} and services of GBP 5 and GBP 10",
    ),
    Rule(
        "DL15",
        "Nothing says whether the people in scope transfer by law",
        "Under English, Irish and German law people who do the work often move with it (TUPE, S.I. No. 131 of 2003, "
        "section 613a BGB), whatever the contract says. Left open, the draft has no clause on it, as if counsel had "
        "ruled it out.",
        "law: {governing: england-and-wales} and staff: {in_scope: 118}",
        "law: {governing: england-and-wales} and staff: {in_scope: 118, regime: tupe}",
    ),
    Rule(
        "DL16",
        "The supplier is the customer",
        "Nobody makes a contract with itself; one of the two names was copied.",
        "customer: {name: Aldermoor Bank plc} and supplier: {name: Aldermoor Bank plc}",
        "customer: {name: Aldermoor Bank plc} and supplier: {name: Corvane Limited}",
    ),
    Rule(
        "DL17",
        "A day that readers are to wait for has passed",
        "Letters promise more news on this day. A day before the letter's own date makes the sender look careless.",
        "as_of: 2026-11-23 and communications: {next_update: 2026-02-18}",
        "as_of: 2026-11-23 and communications: {next_update: 2027-02-18}",
    ),
    Rule(
        "DL18",
        "A translation of a text that the deal does not have",
        "A translation is found by the English text. Where that was changed, letters in the other language have a "
        "blank, and whoever wrote the translation believes that it is done.",
        "translations: [{of: Servicedesk, de: IT-Servicedesk}] with a service called Service desk",
        "translations: [{of: Service desk, de: IT-Servicedesk}]",
    ),
    Rule(
        "DL19",
        "Two entries for one audience that disagree",
        "Readers of several languages have an entry in each, and hear it on the same day from the same people. A "
        "second entry in one language is not printed anywhere; another day in it would be ignored.",
        "stakeholders: [{audience: customers, name: A}, {audience: customers, name: B}]",
        "stakeholders: [{audience: customers, name: A}, {audience: customers, language: de, name: B}]",
    ),
    Rule(
        "NW01",
        "The starter file would replace a file",
        "A deal file holds decisions that nobody wants to type again, so bsdocs new never writes over one unasked.",
        "bsdocs new -o deal.yaml where deal.yaml exists",
        "bsdocs new -o other.yaml",
    ),
    Rule(
        "NW02",
        "There is no terminal to ask questions on",
        "In a script nobody can answer; the starter file is then written with the defaults.",
        "bsdocs new -o deal.yaml < /dev/null",
        "bsdocs new --defaults -o deal.yaml",
    ),
    Rule(
        "NW03",
        "The schema would replace a file that is no schema of ours",
        "A slip of the file name would cost a deal file. An earlier schema is replaced without a question.",
        "bsdocs schema -o deal.yaml",
        "bsdocs schema -o deal.schema.json",
    ),
)
