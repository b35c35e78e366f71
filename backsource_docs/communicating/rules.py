"""The manual pages of what is found in the order, the language and the news of messages, and against a former build."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "CM05",
        "A message is planned before one that must go first",
        "Staff who read of their future in the press, or a market that hears it from customers, cannot be told again."
        " The order of the messages is in communications.yaml of the library.",
        "communications: {stakeholders: [{audience: press, told_on: 2028-01-20}]} with an announcement on 2028-01-24",
        "communications: {stakeholders: [{audience: press, told_on: 2028-01-25}]}",
    ),
    Rule(
        "CM06",
        "No letter in the language that the deal asks for",
        "A letter is in one language from salutation to closing. Where the library lacks the text nothing is made, so"
        " that nobody gets a letter half in another language.",
        "communications: {stakeholders: [{audience: customers, language: pl}]} without a Polish text in the library",
        "communications: {stakeholders: [{audience: customers, language: en}]}",
    ),
    Rule(
        "CM07",
        "News contradicts the plan",
        "Letters on progress, a cut-over, its end or a delay repeat days of the plan. Where they differ, one of the two"
        " is wrong, and readers will hold the letter to be right.",
        "communications: {news: [{stage: delayed, service: Payroll, day: 2028-08-01}]} and a milestone on 2028-07-14",
        "the milestone changed to 2028-08-01 as well",
    ),
    Rule(
        "CM09",
        "A former build cannot be compared, or not in full",
        "What letters said is kept in the manifest of an internal build. Where nothing is kept, or where somebody"
        " changed a letter in Word, silence would look like “nothing is wrong”.",
        "bsdocs comms deal.yaml --against out/sent-to-them, which holds outgoing copies",
        "bsdocs comms deal.yaml --against out/homecoming",
    ),
)
