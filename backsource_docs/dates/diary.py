"""The diary of a deal: every deadline reckoned, what was asked answered in a sentence, what is wrong told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from backsource_docs.dates.answering import answer_of, wish_findings
from backsource_docs.dates.citing import Citing
from backsource_docs.dates.deadlines import Deadline, deadlines_of
from backsource_docs.dates.entries import Asked, Diary, Entry, State
from backsource_docs.dates.moving import later_moves
from backsource_docs.dates.rows import Rows
from backsource_docs.dates.serving import Service, Way, hours_of
from backsource_docs.dates.starting import starts_of
from backsource_docs.dates.wording import counting_rules
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.filling import Filler
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.figures import in_force
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.key_dates import key_dates_of
from backsource_docs.planning.terms import terms_of
from backsource_docs.tree import Number

__all__ = ["counted_by_ours", "diary_of", "rows_of"]

# These stand among the deadlines, reckoned for each way to serve.
_RECKONED_ELSEWHERE = frozenset(
    (
        "review_date",
        "renewal_notice_by",
        "extension_by",
        "information_due",
        "employees_informed_by",
        "layoff_notice_due",
    )
)


def diary_of(
    file: DealFile,
    library: Library,
    holds: Mapping[str, bool],
    as_of: datetime.date,
    asked: Asked,
    numbers: Mapping[str, Number],
    position: str | None = None,
) -> tuple[Diary, tuple[Finding, ...]]:
    """The diary as known on the as-of day; `numbers` are those of the agreement of this build, empty without one."""
    rows, found = rows_of(file, library, holds, as_of, asked, numbers, position)
    deadlines, wrong = deadlines_of(library)
    mine = [one for one in deadlines if _fits(one, rows, holds)]
    entries = [entry for one in mine for entry in rows.of(one)]
    entries += [*later_moves(rows, mine), *_set(rows)]
    place = file.deal.law.place or rows.figures[""]["governing_law.business_place"].value
    rules = counting_rules(place, rows.hours.printed, len(file.deal.law.closing_days))
    diary = Diary(file.deal.name, as_of, asked, tuple(entries), rules=rules)
    told = (*found, *wrong, *counted_by_ours(file), *wish_findings(diary, rows))
    return Diary(diary.name, as_of, asked, diary.entries, answer_of(diary, rows), rules), told


def rows_of(
    file: DealFile,
    library: Library,
    holds: Mapping[str, bool],
    as_of: datetime.date,
    asked: Asked,
    numbers: Mapping[str, Number],
    position: str | None,
) -> tuple[Rows, tuple[Finding, ...]]:
    """What all entries share: the terms, calendars, days and citations of the deal; and what was wrong on the way."""
    deal, law = file.deal, file.deal.law
    agreed = calendar_of(law.governing, memory=library.memory, subdivision=law.land)
    closed = frozenset(law.closing_days)
    working = calendar_of(law.governing, closed, library.memory, subdivision=law.land)
    terms = terms_of(file, library, holds, as_of, position)
    key_dates, findings = key_dates_of(file, terms, agreed)
    filler = Filler.for_deal(file, library.figures(law.governing), as_of, defined=False)
    hours, service = hours_of(file, library, filler), Service(agreed, working)
    late = asked.hour is not None and asked.hour >= hours.closing
    served = service.received(Way("hand", "by hand", "left"), as_of, late=late) or as_of
    starts = starts_of(deal, key_dates, asked, as_of, served)
    citing = Citing(deal, library, numbers)
    laws = {one.law for one in deadlines_of(library)[0] if one.law}
    figures = {"": filler.figures, **{name: in_force(library.figures(name), as_of) for name in sorted(laws)}}
    rows = Rows(deal, terms, figures, key_dates, citing, service, hours, asked, as_of, starts)
    return rows, findings


def _fits(one: Deadline, rows: Rows, holds: Mapping[str, bool]) -> bool:
    """Whether the deadline exists in this deal: its facts hold, and the agreement has its clause at its position."""
    held = rows.terms.positions.get(one.clause)
    return held in one.positions and failing(one.when, holds) is None


def _set(rows: Rows) -> Iterator[Entry]:
    """The days that the deal and the agreement set by themselves; only those that are known while no exit is called."""
    called = rows.deal.backsourcing.notice is not None
    for entry in rows.key_dates.entries:
        if entry.name in _RECKONED_ELSEWHERE or (entry.day is None and not called):
            continue
        place = rows.citing.place(entry.clause)
        words = f"{entry.derivation[:1].upper()}{entry.derivation[1:]}: {place}"
        day = entry.day
        state = _state(day, rows.as_of)
        yield Entry(entry.name, entry.name, "set", entry.title, day, words, state, place, entry.clause)


def _state(day: datetime.date | None, as_of: datetime.date) -> State:
    if day is None:
        return "no date"
    return "today" if day == as_of else "open" if day > as_of else "passed"


def counted_by_ours(file: DealFile) -> Iterator[Finding]:
    """An agreement in force may state other periods than the clauses by which days are counted here."""
    if file.deal.agreement.status == "existing":
        message = "The agreement is in force: days are counted by the periods of the deal file and of our clauses."
        remedy = "Compare each period with the signed text, and write the signed ones into the deal."
        yield Finding("KD13", Severity.INFO, message, file.place("agreement.status"), remedy)
