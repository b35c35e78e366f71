"""The question that the diary was asked, answered in a sentence, and what is told of a wish that cannot be met."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from backsource_docs.dates.entries import Diary, Entry
from backsource_docs.dates.rows import CONVENIENCE, Rows
from backsource_docs.findings import Finding, Place, Severity

__all__ = ["answer_of", "wish_findings"]


def answer_of(diary: Diary, rows: Rows) -> str:
    """By when to serve for the wished day, or what is to be done next."""
    if diary.asked.wish is None:
        return _next(diary, rows)
    if diary.asked.aim == "cut-over":
        return _cut_over(diary, rows, diary.asked.wish)
    return _termination(diary, rows, diary.asked.wish)


def _next(diary: Diary, rows: Rows) -> str:
    """The act of the Customer that comes next, and what is lost already."""
    ours = [one for one in diary.entries if one.who == "Customer" and one.group != "today"]
    dated = _coming(ours)
    first = f"{dated[0][1]} by {rows.words.shown(dated[0][0])}." if dated else _none_dated(ours)
    return f"{first}{_lost(ours)}"


def _none_dated(entries: Sequence[Entry]) -> str:
    if any(one.state == "no date" for one in entries):
        return "No day can be computed yet; each entry says what to write in the deal."
    return "Nothing is to come."


def _coming(entries: Sequence[Entry]) -> list[tuple[datetime.date, str]]:
    """The days that are still to come, with their titles, the next one first."""
    return sorted((one.day, one.title) for one in entries if one.day and one.state in ("open", "today"))


def _lost(entries: Sequence[Entry]) -> str:
    """The deadlines that are lost by every way."""
    open_ones = {one.deadline for one in entries if one.state in ("open", "today")}
    lost = [one.title for one in entries if one.state == "lost" and one.deadline not in open_ones]
    return f" Lost already: {_series(list(dict.fromkeys(lost)))}." if lost else ""


def _termination(diary: Diary, rows: Rows, wish: datetime.date) -> str:
    shown, expiry = rows.words.shown(wish), rows.key_dates.day("expiry")
    if expiry and wish >= expiry:
        if wish == expiry:
            return f"The agreement ends on {shown} by expiry, without a notice."
        return f"The agreement ends before {shown}, on {rows.words.shown(expiry)}, unless it is renewed in time."
    ways = _ways(diary)
    if not ways:
        return f"The agreement gives no right to end it for convenience on {shown}: another ground is needed."
    left = [one for one in ways if one.state in ("open", "today") and one.day]
    if left:
        served = [f"{one.method} until {_until(one, rows)}" for one in reversed(left)]
        return f"To end the agreement for convenience on {shown}, send the Termination Notice {_series(served, 'or')}."
    why = "The lock-in does not let the agreement end" if rows.too_early else "It is too late to end the agreement"
    return f"{why} for convenience on {shown}. {_earliest(diary, rows)}".strip()


def _until(entry: Entry, rows: Rows) -> str:
    hour = f" ({entry.until})" if entry.until else ""
    return f"{rows.words.shown(entry.day)}{hour}" if entry.day else ""


def _ways(diary: Diary) -> list[Entry]:
    """The rows of the notice for convenience, the latest day first."""
    return [one for one in diary.entries if one.deadline == CONVENIENCE and one.group == "notice"]


def _earliest(diary: Diary, rows: Rows) -> str:
    """The first day that a notice for convenience can still bring about."""
    effects = [one.day for one in diary.entries if one.deadline == CONVENIENCE and one.group == "today" and one.day]
    return f"It can end on {rows.words.shown(min(effects))} at the soonest." if effects else ""


def _cut_over(diary: Diary, rows: Rows, wish: datetime.date) -> str:
    """What must come first for a cut-over on the wished day."""
    steps = [one for one in diary.entries if one.group == "first" and one.day and one.day < wish]
    served = [one for one in diary.entries if one.group == "notice"]
    moves = [one for one in served if one.deadline in ("assistance-move", "switching")]
    wanted = [*steps, *moves]
    dated = _coming(wanted)
    shown = rows.words.shown(wish)
    if not dated:
        return f"For a cut-over on {shown} nothing that must come first is still to come.{_lost(wanted)}"
    day, title = dated[0]
    return f"For a cut-over on {shown} the first is {title} by {rows.words.shown(day)}.{_lost(wanted)}"


def wish_findings(diary: Diary, rows: Rows) -> Iterator[Finding]:
    """A warning where nothing that the agreement allows meets the wish any more."""
    wish, aim = diary.asked.wish, diary.asked.aim
    ways = _ways(diary)
    if wish and aim == "termination" and ways and not any(one.state in ("open", "today") for one in ways):
        expiry = rows.key_dates.day("expiry")
        if expiry is None or wish < expiry:
            message = f"The agreement cannot end for convenience on {rows.words.shown(wish)}."
            remedy = " ".join(filter(None, [_earliest(diary, rows), "" if rows.too_early else ways[0].instead]))
            yield Finding("KD12", Severity.WARNING, message, Place(), remedy)


def _series(names: Sequence[str], joined: str = "and") -> str:
    return f"{', '.join(names[:-1])} {joined} {names[-1]}" if len(names) > 1 else names[0]
