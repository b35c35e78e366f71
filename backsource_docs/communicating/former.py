"""What the letters of a former build said, as its manifest keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from backsource_docs.communicating.sheet import Stated
from backsource_docs.findings import Finding, Place, Severity

__all__ = ["Former", "former_of", "former_unread"]

_INSTEAD = "Name the folder or the manifest.json of an internal build with letters, or an earlier file of the deal."


class Former(Struct, frozen=True):
    """A former build: where its manifest lies, what that holds, which of its files were changed since."""

    place: str
    manifest: Mapping[str, Any]
    changed: tuple[str, ...] = ()


def former_of(
    former: Former, deal: str, known: Collection[str]
) -> tuple[tuple[Stated, ...] | None, tuple[Finding, ...]]:
    """What the `known` letters of a former build of a deal stated; None where it keeps nothing of it.

    Findings are those of another deal, of letters of which nothing is kept, and of letters that somebody changed.
    """
    letters = {one["id"]: one for one in former.manifest["documents"] if one.get("id") in known}
    kept = {name: one["facts"] for name, one in letters.items() if _is_sheet(one.get("facts"))}
    if not kept:
        return None, (former_unread(former.place, "keeps no facts of letters"),)
    changed = [name for name in kept if letters[name]["file"] in former.changed]
    findings = (*_other_deal(former, deal), *_without(former, letters.keys() - kept.keys()), *_edited(former, changed))
    return tuple(_stated(kept)), findings


def former_unread(place: str, why: str) -> Finding:
    """The finding for a former build that cannot be compared; `why` follows its name."""
    return Finding("CM09", Severity.ERROR, f"{place} {why}, so nothing can be compared.", Place(place), _INSTEAD)


def _is_sheet(facts: object) -> bool:
    """Whether these are values by path."""
    return isinstance(facts, dict) and all(isinstance(values, list) for values in facts.values())


def _stated(kept: Mapping[str, Mapping[str, list[Any]]]) -> Iterator[Stated]:
    for letter, facts in kept.items():
        for path, values in facts.items():
            yield from (Stated(path, str(value), (letter,)) for value in values)


def _other_deal(former: Former, deal: str) -> Iterator[Finding]:
    if (name := former.manifest.get("deal")) != deal:
        message = f"The former build is of {name or 'a deal without a name'}, and this deal is {deal}."
        yield Finding("CM09", Severity.WARNING, message, Place(former.place), "Name the folder of this deal.")


def _without(former: Former, letters: Iterable[str]) -> Iterator[Finding]:
    if names := ", ".join(sorted(letters)):
        message = f"The former build keeps no facts of {names}, so these are not compared."
        remedy = "Outgoing copies and builds of older versions keep none; compare with an earlier file of the deal."
        yield Finding("CM09", Severity.WARNING, message, Place(former.place), remedy)


def _edited(former: Former, letters: Iterable[str]) -> Iterator[Finding]:
    if names := ", ".join(letters):
        message = f"Somebody changed {names} after the former build; what was built is compared, not what was changed."
        yield Finding("CM09", Severity.WARNING, message, Place(former.place), "Read these letters yourself.")
