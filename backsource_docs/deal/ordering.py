"""Mistakes that no single field shows: dates and thresholds in a wrong order, names that lead nowhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.services import ServiceLevel
from backsource_docs.findings import Finding, Severity
from backsource_docs.schema import dotted
from backsource_docs.values import Measure
from backsource_docs.yamlfile import Path, YamlText

__all__ = ["disorder"]

_STAGES = ("target", "early_warning", "critical", "termination")


@dataclass(frozen=True, slots=True)
class _Clash:
    """What is wrong at the first of the paths, as the values at all of them show."""

    code: str
    paths: tuple[Path, ...]
    message: str
    remedy: str
    severity: Severity = Severity.ERROR


def disorder(deal: Deal, source: YamlText, wrong: frozenset[Path] = frozenset()) -> Iterator[Finding]:
    """What is out of order between fields that are each right for themselves; `wrong` are paths not to judge by."""
    for clash in _clashes(deal, source):
        if not any(_touches(path, other) for path in clash.paths for other in wrong):
            place = source.place(clash.paths[0])
            message = f"{dotted(clash.paths[0])}: {clash.message}"
            yield Finding(clash.code, clash.severity, message, place, clash.remedy)


def _touches(path: Path, other: Path) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _clashes(deal: Deal, source: YamlText) -> Iterator[_Clash]:
    for number, level in enumerate(deal.service_levels):
        yield from _thresholds(level, ("service_levels", number))
    yield from _dates(deal)
    yield from _periods(deal, source)
    yield from _twice(deal)
    yield from _unlisted(deal)
    yield from _ground(deal)


def _thresholds(level: ServiceLevel, at: Path) -> Iterator[_Clash]:
    """Early warning, critical and termination thresholds get worse in that order, and the last two than the target."""
    given = [(name, getattr(level, name)) for name in _STAGES if getattr(level, name) is not None]
    if len({"duration" if measure.is_duration else _singular(measure) for _, measure in given}) > 1:
        spoken = ", ".join(f"{name} {measure}" for name, measure in given)
        paths = (at, *((*at, name) for name, _ in given))
        yield _Clash("DL06", paths, f"the levels are in different units ({spoken}).", "Write all of them in one unit.")
        return
    for (earlier, first), (later, second) in combinations(given, 2):
        if (earlier, later) != ("target", "early_warning") and not _worse(second, first, level.higher_is_better):
            yield _crossed(at, earlier, first, later, second, level)
            return


def _singular(measure: Measure) -> str:
    return measure.unit.lower().removesuffix("s")


def _worse(one: Measure, other: Measure, higher_is_better: bool) -> bool:
    return one.size < other.size if higher_is_better else one.size > other.size


def _crossed(at: Path, earlier: str, first: Measure, later: str, second: Measure, level: ServiceLevel) -> _Clash:
    direction, other = ("lower", "lower") if level.higher_is_better else ("higher", "higher")
    message = f"{second} is not worse ({direction}) than {earlier} {first}."
    remedy = "Let early_warning, critical and termination get worse in that order"
    remedy += "." if level.better else f", or write better: {other} if a {other} figure is better."
    return _Clash("DL05", ((*at, later), (*at, earlier), (*at, "better")), message, remedy)


def _dates(deal: Deal) -> Iterator[_Clash]:
    notice: Path = ("backsourcing", "notice")
    commencement: Path = ("term", "commencement")
    pairs: list[tuple[Path, Path]] = [(("agreement", "date"), commencement)]
    if deal.backsourcing.notice:
        pairs += [
            (commencement, (*notice, "served")),
            ((*notice, "approved_on"), (*notice, "served")),
            ((*notice, "served"), (*notice, "ends")),
            ((*notice, "served"), (*notice, "announcement")),
        ]
    phases: Path = ("backsourcing", "phases")
    pairs += [((*phases, n, "start"), (*phases, n, "end")) for n in range(len(deal.backsourcing.phases))]
    for earlier, later in pairs:
        first, second = _value(deal, earlier), _value(deal, later)
        if first and second and second < first:
            message = f"{second} lies before {dotted(earlier)} ({first})."
            yield _Clash("DL05", (later, earlier), message, f"Write a date on or after {first}.")


def _value(deal: Deal, path: Path) -> Any:
    value: Any = deal
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _periods(deal: Deal, source: YamlText) -> Iterator[_Clash]:
    """Periods that must fit into the term, where the file itself gives them or the term."""
    initial: Path = ("term", "initial")
    paths: tuple[Path, ...] = (
        ("term", "renewal_notice"),
        ("term", "review_lead"),
        ("termination", "convenience_not_before"),
    )
    for path in paths:
        period = _value(deal, path)
        if period.minutes < deal.term.initial.minutes:
            continue
        if path in source.places:
            message = f"{period} is as long as the initial term of {deal.term.initial} or longer."
            yield _Clash("DL05", (path, initial), message, "Write a shorter period.")
        elif initial in source.places:
            message = f"{deal.term.initial} is no longer than {dotted(path)}, which is {period} where nothing is said."
            remedy = f"Write a shorter {path[-1]} under {path[0]}."
            yield _Clash("DL12", (initial, path), message, remedy, Severity.WARNING)


def _twice(deal: Deal) -> Iterator[_Clash]:
    names = [service.name for service in deal.services]
    for number, name in enumerate(names):
        if name in names[:number]:
            paths: tuple[Path, ...] = (("services", number, "name"), ("services", names.index(name), "name"))
            yield _Clash("DL07", paths, f"the function {name} is listed twice.", "Give each function its own name.")


def _unlisted(deal: Deal) -> Iterator[_Clash]:
    """Entries that name a function which the deal does not list."""
    names = [service.name for service in deal.services]
    listed: tuple[Path, ...] = tuple(("services", number, "name") for number in range(len(names))) or (("services",),)
    for path, name in _named(deal):
        if name is not None and name not in names:
            close = difflib.get_close_matches(name, names, 1)
            known = (
                f"The functions listed are {', '.join(dict.fromkeys(names))}."
                if names
                else "List the function under services."
            )
            remedy = f"Did you mean {close[0]}?" if close else known
            yield _Clash("DL07", (path, *listed), f"the function {name} is not listed under services.", remedy)


def _ground(deal: Deal) -> Iterator[_Clash]:
    """A notice rests on a ground that the agreement has; expiry needs none."""
    notice = deal.backsourcing.notice
    grounds = deal.termination.grounds
    if notice and notice.ground not in ("expiry", *grounds):
        paths: tuple[Path, ...] = (("backsourcing", "notice", "ground"), ("termination", "grounds"))
        remedy = f"Add it to termination.grounds, or choose one of {', '.join(grounds)}."
        yield _Clash("DL13", paths, f"the agreement has no termination for {notice.ground}.", remedy)


def _named(deal: Deal) -> Iterator[tuple[Path, str | None]]:
    groups: dict[Path, tuple[Any, ...]] = {
        ("service_levels",): deal.service_levels,
        ("customer_obligations",): deal.customer_obligations,
        ("backsourcing", "milestones"): deal.backsourcing.milestones,
        ("staff", "groups"): deal.staff.groups,
        ("assets",): deal.assets,
        ("third_party_contracts",): deal.third_party_contracts,
        ("licences",): deal.licences,
        ("data", "sets"): deal.data.sets,
    }
    for group, entries in groups.items():
        yield from (((*group, number, "service"), entry.service) for number, entry in enumerate(entries))
