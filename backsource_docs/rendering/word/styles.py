"""The names of the Word styles that the code relies on; what they look like is the template's business."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

__all__ = ["FAMILIES", "NUMBERED", "REQUIRED", "ROLES", "Family", "role_style"]

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "body": "Normal",
        "title": "Title",
        "subtitle": "Subtitle",
        "lead": "Lead",
        "note": "Note",
        "part-heading": "Part Heading",
        "address": "Address",
        "salutation": "Salutation",
        "subject": "Subject",
        "closing": "Closing",
        "signature": "Signatory",
    }
)
"""What each role of a paragraph is called in Word; an unknown role is printed as body."""


_DEEPEST = 12


class Family(Struct, frozen=True):
    """The styles of one numbering by level, from 0: headings, limbs, and unnumbered text inside a limb.

    `text` is the style of unnumbered text that stands in no limb; `first` is the level of the uppermost
    limb; `afresh`: each run of limbs begins its own list; `lone`: what stands in a limb is lettered on its own.
    """

    headings: tuple[str, ...]
    limbs: tuple[str, ...]
    inside: tuple[str, ...]
    text: str = "Normal"
    first: int = 1
    afresh: bool = False
    lone: bool = False


def _by_level(first: int, *names: str) -> tuple[str, ...]:
    """The names from the first level on; levels above look like the first, levels below like the last."""
    return (*(names[0],) * first, *names, *(names[-1],) * (_DEEPEST - first - len(names)))


def _levels(prefix: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{prefix} {level}" for level in range(first, last + 1))


_UNNUMBERED = _by_level(1, "Unnumbered Heading")
_INDENTED = "Clause Text 2"
_INSIDE_CLAUSES = _by_level(2, *_levels("Clause Text", 2, 5))
_INSIDE_LISTS = _by_level(1, "List Continue", "List Continue 2")
_SCHEDULE_LEVELS = _by_level(2, *_levels("Schedule Level", 2, 5))
_SECTION_LEVELS = _by_level(2, *_levels("Section Level", 2, 5))
_ANNEX_LEVELS = _by_level(2, *_levels("Annex Level", 2, 5))

_LISTED = Family(_UNNUMBERED, _by_level(1, "List Number", "List Number 2"), _INSIDE_LISTS, afresh=True)

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "none": _LISTED,
        "paragraphs": _LISTED,
        "clauses": Family(
            _by_level(1, "heading 1"), _by_level(2, *_levels("Clause Level", 2, 5)), _INSIDE_CLAUSES, _INDENTED, first=2
        ),
        "schedule": Family(_by_level(1, "Schedule Level 1"), _SCHEDULE_LEVELS, _INSIDE_CLAUSES, _INDENTED, first=2),
        "sections": Family(_by_level(1, *_levels("heading", 1, 3)), _SECTION_LEVELS, _INSIDE_CLAUSES, first=2),
        "annex": Family(_by_level(1, "Annex Heading", "Unnumbered Heading"), _ANNEX_LEVELS, _INSIDE_CLAUSES, first=2),
        "parties": Family(_UNNUMBERED, _by_level(1, "Party"), _by_level(1, _INDENTED), lone=True),
        "recitals": Family(_UNNUMBERED, _by_level(1, "Recital"), _by_level(1, _INDENTED), lone=True),
        "definition": Family(
            _UNNUMBERED,
            _by_level(1, *_levels("Definition Level", 1, 3)),
            _by_level(1, "Definition Text"),
            "Definition",
            afresh=True,
        ),
    }
)
"""The styles by the numbering of a part; limbs of a definition, a party and a recital have a family of their own."""

NUMBERED: tuple[str, ...] = (
    *("heading 1", "Schedule Heading", "Annex Heading", "Schedule Level 1", "List Bullet"),
    *dict.fromkeys(style for family in FAMILIES.values() for style in family.limbs if style != "Section Level 2"),
)
"""The styles that must stand on a level of a list; paragraphs numbered 1.1 in a plan share a level with headings."""

REQUIRED: tuple[str, ...] = (
    *NUMBERED,
    *ROLES.values(),
    *_INSIDE_CLAUSES,
    *_INSIDE_LISTS,
    *_UNNUMBERED,
    *(
        "heading 2",
        "heading 3",
        "Section Level 2",
        "Definition",
        "Definition Text",
        "caption",
        "toc 1",
        "toc 2",
        "TOC Heading",
    ),
    *("Table Text", "Table Heading", "After Table", "Document Table", "annotation text", "annotation reference"),
    "Signature Text",
)
"""The styles that every template must have."""


def role_style(role: str) -> str:
    """The name of the Word style for a role."""
    return ROLES.get(role, ROLES["body"])
