"""Mistakes that no single field shows: dates and thresholds in a wrong order, names that lead nowhere."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from msgspec import Struct

from backsource_docs.deal.communications import IN_TURN, WITH_THE_ANNOUNCEMENT
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.services import ServiceLevel
from backsource_docs.findings import Finding, Severity
from backsource_docs.schema import dotted
from backsource_docs.values import Measure
from backsource_docs.yamlfile import Path, YamlText

__all__ = ["disorder"]

_STAGES = ("target", "early_warning", "critical", "termination")


class _Clash(Struct, frozen=True):
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
    yield from _one_party(deal)
    yield from _twice(deal)
    yield from _unlisted(deal)
    yield from _ground(deal)


def _thresholds(level: ServiceLevel, at: Path) -> Iterator[_Clash]:
    """Early warning, critical and termination thresholds get worse in that order, and the last two than the target."""
    given = {name: value for name in _STAGES if (value := getattr(level, name)) is not None}
    units = {name: _unit(measure) for name, measure in given.items()}
    if len(set(units.values())) > 1:
        yield _mixed(at, given, units)
        return
    crossed = [
        (earlier, later)
        for earlier, later in combinations(given, 2)
        if (earlier, later) != ("target", "early_warning")
        and not _worse(given[later], given[earlier], level.higher_is_better)
    ]
    if crossed:
        yield _crossed(at, given, crossed, level)


def _unit(measure: Measure) -> str:
    return "duration" if measure.is_duration else measure.unit.lower().removesuffix("s")


def _mixed(at: Path, given: Mapping[str, Measure], units: Mapping[str, str]) -> _Clash:
    """Levels in several units; the odd one is the first that has another unit than most, the target rather not."""
    counts = Counter(units.values())
    usual = max(given, key=lambda name: counts[units[name]])
    odd = next(name for name in given if units[name] != units[usual])
    message = f"{given[odd]} is in another unit than {usual} {given[usual]}."
    paths = ((*at, odd), *((*at, name) for name in given if name != odd))
    return _Clash("DL06", paths, message, "Write all levels of the metric in one unit.")


def _worse(one: Measure, other: Measure, higher_is_better: bool) -> bool:
    return one.size < other.size if higher_is_better else one.size > other.size


def _crossed(at: Path, given: Mapping[str, Measure], crossed: Sequence[tuple[str, str]], level: ServiceLevel) -> _Clash:
    """Levels in a wrong order; to blame is the one in most of the pairs that are, of equals the later."""
    counts = Counter(name for pair in crossed for name in pair)
    blamed = max(reversed([*given]), key=lambda name: counts[name])
    earlier, later = next(pair for pair in crossed if blamed in pair)
    direction = "lower" if level.higher_is_better else "higher"
    if blamed == later:
        message = f"{given[later]} is not worse ({direction}) than {earlier} {given[earlier]}."
    else:
        message = f"{given[earlier]} is not better than {later} {given[later]}, which would have to be {direction}."
    remedy = "Let early_warning, critical and termination get worse in that order"
    remedy += "." if level.better else f", or write better: {direction} if a {direction} figure is better."
    other = earlier if blamed == later else later
    return _Clash("DL05", ((*at, blamed), (*at, other), (*at, "better")), message, remedy)


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
            ((*notice, "announcement"), ("communications", "next_update")),
        ]
    if deal.staff.consultation:
        consultation: Path = ("staff", "consultation")
        pairs.append(((*consultation, "starts"), (*consultation, "ends")))
    phases: Path = ("backsourcing", "phases")
    pairs += [((*phases, n, "start"), (*phases, n, "end")) for n in range(len(deal.backsourcing.phases))]
    for earlier, later in [*pairs, *_told(deal)]:
        first, second = _value(deal, earlier), _value(deal, later)
        if first and second and second < first:
            message = f"{second} lies before {dotted(earlier)} ({first})."
            yield _Clash("DL05", (later, earlier), message, f"Write a date on or after {first}.")


def _told(deal: Deal) -> list[tuple[Path, Path]]:
    """The stated days of letters in the order in which the audiences are told, from the announcement on."""
    places = {entry.audience: number for number, entry in enumerate(deal.communications.stakeholders) if entry.told_on}
    stated: list[Path] = [
        ("communications", "stakeholders", places[audience], "told_on")
        for audience in (*WITH_THE_ANNOUNCEMENT, *IN_TURN)
        if audience in places
    ]
    first: list[Path] = [("backsourcing", "notice", "announcement")] if deal.backsourcing.notice else []
    return list(pairwise([*first, *stated]))


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


def _one_party(deal: Deal) -> Iterator[_Clash]:
    """Nobody makes a contract with itself."""
    name = deal.supplier.name
    if " ".join(name.casefold().split()) == " ".join(deal.customer.name.casefold().split()):
        message = f"{name} is the customer too, and nobody makes a contract with itself."
        yield _Clash("DL16", (("supplier", "name"), ("customer", "name")), message, "Write the supplier's legal name.")


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
