"""The manual of all finding codes: the tables of the rooms and the docstrings of the checks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.checks.registry import BUILD_RULES, FINAL_RULES, WORD_RULES, RuleModule
from backsource_docs.communicating.rules import RULES as MESSAGE_RULES
from backsource_docs.deal.rules import RULES as DEAL_RULES
from backsource_docs.drafting.rules import RULES as DRAFTING_RULES
from backsource_docs.findings import Rule
from backsource_docs.letters.rules import RULES as LETTER_RULES
from backsource_docs.library.rules import RULES as LIBRARY_RULES
from backsource_docs.notices.rules import RULES as NOTICE_RULES
from backsource_docs.planning.rules import RULES as PLANNING_RULES
from backsource_docs.programme.rules import RULES as TIMETABLE_RULES

__all__ = ["Room", "all_rules", "manual_page", "rooms"]

_PAGE = re.compile(r"(?P<title>[^\n]+)\n\n(?P<why>.+?)\n\nBad:\n(?P<bad>.+?)\n\nGood:\n(?P<good>.+)", re.DOTALL)


class Room(Struct, frozen=True):
    """The rules of one part of the toolkit, under the name that the manual gives it."""

    name: str
    rules: tuple[Rule, ...]


YAML_RULES = (
    Rule(
        "YM01",
        "The file is too large",
        "A deal is a few hundred lines. A file of megabytes is a mistake or an attack, and is not read.",
        "a deal file with scanned contracts pasted into it",
        "a deal file with what is about the deal",
    ),
    Rule(
        "YM02",
        "The file is not plain UTF-8 text",
        "Other encodings spoil names, and control characters can hide words from the person who reviews the file.",
        "a file saved as Windows-1252, or with invisible characters that turn the direction of writing",
        "a file saved as UTF-8, without control characters",
    ),
    Rule(
        "YM03",
        "The file is not readable as YAML",
        "The place is where reading stopped; the mistake is there or just before it.",
        "purpose: direction: disputes and review",
        'purpose: "direction: disputes and review"',
    ),
    Rule(
        "YM04",
        "The file is nested too deeply or repeats itself too often",
        "Aliases and nesting can make a small file grow without end. No deal needs that.",
        "a: &a [*a]",
        "the values written out",
    ),
    Rule(
        "YM05",
        "A tag is not allowed",
        "Tags tell other programs to make objects or run code. Here every value is plain text.",
        "name: !!python/name:os.system",
        "name: Project Homecoming",
    ),
    Rule(
        "YM06",
        "A key stands twice",
        "Of two values for one key the later would win in silence.",
        "term: {initial: 60 months, initial: 48 months}",
        "term: {initial: 48 months}",
    ),
    Rule(
        "YM07",
        "A key is not a plain word",
        "Keys are names; a list or a group cannot be one.",
        "? [customer, supplier]\n: parties",
        "customer: {name: Aldermoor Bank plc}",
    ),
)
BUILDING_RULES = (
    Rule(
        "BU01",
        "There is no document of that name",
        "The names are those of the recipes, and “letters” for every letter that fits. Nothing is written while a"
        " name is wrong, because the set would be incomplete.",
        "documents: [agreement]",
        "documents: [outsourcing-agreement, exit-plan, letters]",
    ),
    Rule(
        "BU02",
        "A document does not fit this deal",
        "Some documents need facts: a notice of backsourcing needs a backsourcing that was called.",
        "documents: [backsourcing-notice] without backsourcing.notice",
        "backsourcing: {notice: {ground: convenience, served: 2027-01-08}}",
    ),
    Rule(
        "BU04",
        "The list of documents is empty",
        "A run that makes nothing is rarely meant. Without the key, all documents that fit are made.",
        "documents: []",
        "documents: [outsourcing-agreement, exit-plan, letters]",
    ),
    Rule(
        "BU03",
        "A document is not for the other side",
        "The exit plan holds the budget and the risks, and letters are for their readers alone: an outgoing build "
        "makes only what the other side is meant to have.",
        "bsdocs build deal.yaml --only exit-plan --outgoing",
        "bsdocs build deal.yaml --only outsourcing-agreement --outgoing",
    ),
)
OUTPUT_RULES = (
    Rule(
        "OU01",
        "The output path is not ours to write to",
        "A folder with other people's files is never written into, and a file is never replaced by a folder.",
        "bsdocs build deal.yaml -o ~/Documents",
        "bsdocs build deal.yaml -o out/homecoming",
    ),
    Rule(
        "OU02",
        "A document was changed after it was built",
        "Building again would lose what somebody wrote into it.",
        "building into the folder in which the agreement is being marked up",
        "bsdocs build deal.yaml -o out/round-2",
    ),
    Rule(
        "OU03",
        "The outgoing copy is not clean",
        "Something internal (a note, a fallback, a name, a path) was found in a part of the file that goes to the"
        " other side. Nothing is written.",
        "a Word template with comments of the firm in it",
        "the template without comments",
    ),
    Rule(
        "OU04",
        "A Word template is missing or cannot be used",
        "House style lives in templates/styles; without its template a document has no pages.",
        "style: contrakt in a recipe",
        "style: contract in a recipe, and templates/styles/contract.docx",
    ),
    Rule(
        "OU05",
        "The folder holds the other kind of copies",
        "Internal copies have drafting notes, fallbacks and reasons in them. Beside outgoing copies of the same names "
        "one would be sent for the other.",
        "bsdocs build deal.yaml -o out/deal and bsdocs build deal.yaml -o out/deal --outgoing",
        "bsdocs build deal.yaml -o out/deal and bsdocs build deal.yaml -o out/to-them --outgoing",
    ),
)


def rooms() -> tuple[Room, ...]:
    """All rules, grouped as the manual shows them, in the order in which a run meets them."""
    return (
        Room("Reading YAML", YAML_RULES),
        Room("The deal", DEAL_RULES),
        Room("The clause library", LIBRARY_RULES),
        Room("Choosing and drafting", DRAFTING_RULES),
        Room("Key dates and timetable", (*PLANNING_RULES, *TIMETABLE_RULES)),
        Room("The finished documents", tuple(map(manual_page, (*WORD_RULES, *BUILD_RULES)))),
        Room("Final documents", tuple(map(manual_page, FINAL_RULES))),
        Room("Building", BUILDING_RULES),
        Room("Writing", OUTPUT_RULES),
        Room("Order and language of messages", MESSAGE_RULES),
        Room("Formal notices", NOTICE_RULES),
        Room("Letters to many", LETTER_RULES),
    )


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for room in rooms() for rule in room.rules}


def manual_page(module: RuleModule) -> Rule:
    """The manual page that a check has as its docstring; ValueError where the docstring is none."""
    match = _PAGE.fullmatch((module.__doc__ or "").strip())
    if not match:
        raise ValueError(f"the docstring of {module.CODE} is no manual page: title, why, Bad:, Good:")
    why = "\n\n".join(" ".join(paragraph.split()) for paragraph in match["why"].split("\n\n"))
    return Rule(module.CODE, match["title"], why, _example(match["bad"]), _example(match["good"]))


def _example(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())
