"""The timetable as one HTML page that needs nothing else: a table with bars, for eyes, keyboards, readers and paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html import escape

from backsource_docs.programme.cells import days_of
from backsource_docs.programme.page_style import SCRIPT, STYLE
from backsource_docs.programme.risk import SURE
from backsource_docs.programme.rows import PlanRow, Programme
from backsource_docs.values import print_date

__all__ = ["page_bytes"]

_DAY = datetime.timedelta(days=1)


def page_bytes(programme: Programme) -> bytes:
    """The whole page; the bars need styles only, the zoom and the filter a few lines of script."""
    return "\n".join(_page(programme)).encode()


def _page(programme: Programme) -> Iterator[str]:
    title = escape(f"Timetable: {programme.title}")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#tasks">Skip to the tasks</a>'
    yield f"<header><h1>{title}</h1>"
    yield f"<p>{escape(_summary(programme))}</p>"
    yield from (f"<p>{escape(line)}</p>" for line in _risk(programme))
    yield _CONTROLS + "</header>\n<main>"
    yield from _table(programme)
    yield from _stones(programme)
    yield from _roles(programme)
    yield f"</main>\n<footer><p>{_DRAFT}</p></footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"


_DRAFT = "Draft for review by a qualified lawyer in its jurisdiction; not legal advice."
_CONTROLS = (
    '<form aria-label="View"><label>Zoom <input id="zoom" type="range" min="0.5" max="16" step="0.5" value="3" '
    'aria-describedby="zoom-help"></label> <span id="zoom-help">width of a day; arrow keys change it</span> '
    '<label><input id="critical" type="checkbox"> critical tasks only</label></form>'
    '<p class="legend"><span class="key bar"></span> task <span class="key bar critical"></span> critical task, '
    'marked ! <span class="key stone">◆</span> milestone <span class="key slack"></span> slack</p>'
)


def _summary(programme: Programme) -> str:
    count, critical = len(programme.rows), len(programme.critical)
    said = f"{count} tasks, {critical} of them critical"
    if programme.relative:
        return f"{said}. No notice has a date: T+0 is the day of its receipt, T+n lies n business days after it."
    first, last = (print_date(day, programme.locale) for day in (programme.start, programme.finish))
    return f"{said}, from {first} to {last}. As known on {print_date(programme.as_of, programme.locale)}."


def _risk(programme: Programme) -> Iterator[str]:
    risk = programme.risk
    if risk:
        day = print_date(risk.ends[SURE], programme.locale)
        yield f"In {SURE}% of {risk.runs:,} runs the work that needs assistance ends by {day}."
        if risk.chance is not None and risk.assistance_ends:
            end = print_date(risk.assistance_ends, programme.locale)
            yield f"The chance that it ends within the assistance, by {end}, is {risk.chance:.0%}."


def _table(programme: Programme) -> Iterator[str]:
    span = (programme.finish - programme.start).days + 1
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Timetable">'
    yield f'<table id="tasks" style="--span:{span}">'
    yield "<caption>Tasks by phase, with their days, slack and bars</caption>"
    titles = ("No.", "Task", "Owner", "Start", "Finish", "Slack", "After")
    yield "<thead><tr>" + "".join(f'<th scope="col">{title}</th>' for title in titles)
    yield f'<th scope="col" class="time"><span class="unseen">Bar</span>{_months(programme)}</th></tr></thead>'
    for phase, rows in programme.by_phase:
        name = escape(f"{phase.order} {phase.name}")
        yield f'<tbody><tr class="phase"><th scope="rowgroup" colspan="7">{name}</th><td class="time"></td></tr>'
        yield from (_row(row, programme) for row in rows)
        yield "</tbody>"
    yield "</table></div>"


def _months(programme: Programme) -> str:
    """The heads of the months over the bars; in a plan without dates every twentieth business day is marked instead."""
    if programme.relative:
        return ""
    heads: list[str] = []
    day = programme.start
    while day <= programme.finish:
        following = (day.replace(day=1) + 32 * _DAY).replace(day=1)
        width = (min(following, programme.finish + _DAY) - day).days
        words = f"{day:%b} {day:%Y}" if day.month == 1 or not heads else f"{day:%b}"
        heads.append(f'<span class="month" style="--at:{(day - programme.start).days};--for:{width}">{words}</span>')
        day = following
    return "".join(heads)


def _row(row: PlanRow, programme: Programme) -> str:
    task, entry = row.task, row.entry
    start, finish = (str(day) for day in days_of(row, programme))
    kind = "critical" if entry.critical else "easy"
    mark = ' <strong title="critical">!</strong><span class="unseen"> critical</span>' if entry.critical else ""
    cells = (escape(task.owner), start, finish, str(entry.slack), escape(row.after))
    return (
        f'<tr class="{kind}"><td>{escape(task.number)}</td><th scope="row">{escape(task.name)}{mark}</th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + f'<td class="time">{_bar(row, programme)}</td></tr>'
    )


def _bar(row: PlanRow, programme: Programme) -> str:
    entry = row.entry
    assert entry.start and entry.finish
    at, length = (entry.start - programme.start).days, (entry.finish - entry.start).days + 1
    if row.task.milestone:
        return f'<span class="stone" style="--at:{at}" aria-hidden="true">◆</span>'
    later = (entry.latest_finish - entry.finish).days if entry.latest_finish else 0
    slack = f'<span class="slack" style="--at:{at + length};--for:{later}" aria-hidden="true"></span>' * (later > 0)
    kind = "bar critical" if entry.critical else "bar"
    return f'<span class="{kind}" style="--at:{at};--for:{length}" aria-hidden="true"></span>{slack}'


def _stones(programme: Programme) -> Iterator[str]:
    if not programme.stones:
        return
    yield "<h2>Milestones</h2><table><thead><tr>"
    yield '<th scope="col">Day</th><th scope="col">Milestone</th></tr></thead><tbody>'
    for stone in sorted(programme.stones, key=lambda stone: stone.day):
        day = escape(print_date(stone.day, programme.locale))
        yield f'<tr><td>{day}</td><th scope="row">{escape(stone.name)}</th></tr>'
    yield "</tbody></table>"


def _roles(programme: Programme) -> Iterator[str]:
    yield "<h2>What is asked of each role</h2><table><thead><tr>"
    titles = ("Role", "Tasks", "Business days", "Most tasks at once")
    yield "".join(f'<th scope="col">{title}</th>' for title in titles) + "</tr></thead><tbody>"
    for load in programme.loads:
        cells = "".join(f"<td>{number}</td>" for number in (load.tasks, load.days, load.peak))
        yield f'<tr><th scope="row">{escape(load.owner)}</th>{cells}</tr>'
    yield "</tbody></table>"
