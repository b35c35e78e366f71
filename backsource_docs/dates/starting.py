"""The days from which deadlines are counted: those of the deal, those of a wish, those of the day itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.dates.entries import Asked
from backsource_docs.deal.deal import Deal
from backsource_docs.planning.reckoning import KeyDates

__all__ = ["Start", "starts_of"]


class Start(Struct, frozen=True):
    """A day from which others are counted (None while it is open), in words, and what to write to settle it."""

    day: datetime.date | None
    words: str
    remedy: str = ""


def starts_of(
    deal: Deal, key_dates: KeyDates, asked: Asked, as_of: datetime.date, served: datetime.date
) -> Mapping[str, Start]:
    """Each anchor by its name; `served` is the day on which a notice given now by hand is received."""
    notice = deal.backsourcing.notice
    planned = notice if notice and not asked.wish else None
    commencement = "write term.commencement in the deal"
    called = "write backsourcing.notice in the deal"
    return {
        "commencement": Start(key_dates.day("commencement"), "the Commencement Date", commencement),
        "expiry": Start(key_dates.day("expiry"), "the Expiry Date", commencement),
        "end": _end(deal, key_dates, asked),
        "move": _move(deal, key_dates, asked),
        "cloud_move": _cloud_move(deal, key_dates, asked),
        "decision": Start(notice.approved_on if notice else None, "the decision", called),
        "announcement": Start(notice.announcement if notice else None, "the announcement", called),
        "sent": Start(planned.served if planned else None, "the notice"),
        "received": Start(key_dates.day("notice_deemed") if planned else None, "receipt of the notice"),
        "assistance_ends": Start(key_dates.day("assistance_ends"), "the end of assistance", called),
        "heard_before": _heard_before(deal, key_dates, asked),
        "last_move": Start(key_dates.day("last_move"), "the last cut-over", "date the milestones of the functions"),
        "today": Start(as_of, "today"),
        "served_today": Start(served, "receipt if served by hand today"),
    }


def _end(deal: Deal, key_dates: KeyDates, asked: Asked) -> Start:
    notice = deal.backsourcing.notice
    if asked.wish and (asked.aim == "termination" or not (notice and notice.ends)):
        return Start(asked.wish, "the wished Termination Date" if asked.aim == "termination" else "the wished cut-over")
    remedy = "write backsourcing.notice.ends in the deal, or ask for a wished date"
    return Start(key_dates.day("ends"), "the Termination Date", remedy)


def _move(deal: Deal, key_dates: KeyDates, asked: Asked) -> Start:
    if asked.wish and asked.aim == "cut-over":
        return Start(asked.wish, "the wished cut-over")
    first = key_dates.day("first_move")
    if first and not (asked.wish and first > asked.wish):
        return Start(first, "the first cut-over")
    end = _end(deal, key_dates, asked)
    remedy = "date a milestone of a function in the deal, or ask for a wished cut-over"
    return Start(end.day, f"{end.words}, the latest day to move", remedy)


def _cloud_move(deal: Deal, key_dates: KeyDates, asked: Asked) -> Start:
    """The first cut-over of a cloud service, which the law lets the Customer switch by itself."""
    cloud = {service.name for service in deal.services if service.cloud}
    days = [stone.date for stone in deal.backsourcing.milestones if stone.date and stone.service in cloud]
    if days and not asked.wish:
        return Start(min(days), "the first cut-over of a cloud service")
    return _move(deal, key_dates, asked)


def _heard_before(deal: Deal, key_dates: KeyDates, asked: Asked) -> Start:
    consultation, notice = deal.staff.consultation, deal.backsourcing.notice
    step = consultation.first_before if consultation else "notice"
    if step == "transfer":
        return _move(deal, key_dates, asked)
    day = (notice.approved_on if step == "decision" else notice.served) if notice and not asked.wish else None
    return Start(day, f"the {step}")
