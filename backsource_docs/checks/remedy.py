"""How an open value is closed: the key of the deal that gives it, its line, or what to do where no key does."""

from __future__ import annotations

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.phrases import series
from backsource_docs.checks.printed import SAME, steps_of
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Place
from backsource_docs.modelling import field_at, is_list, models_in, shown_example
from backsource_docs.tree import Blank

__all__ = ["is_one_value", "place_of", "remedy_for"]

_COMMENCEMENT = ("term.commencement",)
_NOTICE = ("backsourcing.notice.served",)
_MOVES = ("backsourcing.milestones",)
_ANNOUNCEMENT = ("backsourcing.notice.announcement",)
_BASES = {
    **{computed: (key,) for key, computed in SAME.items() if key != "term.expiry"},
    **dict.fromkeys(("expiry", "review_date", "renewal_notice_by", "plan_due", "lock_in_ends"), _COMMENCEMENT),
    **dict.fromkeys(("first_move", "last_move", "rollback_ends", "questions_end", "plan_agreed"), _MOVES),
    **dict.fromkeys(("scope", "waves"), ("services",)),
    **dict.fromkeys(("information_due", "employees_informed_by", "layoff_notice_due", "work_ends"), _MOVES),
    **dict.fromkeys(("investors_told", "own_staff_told", "customers_told"), _ANNOUNCEMENT),
    **dict.fromkeys(("partners_told", "vendors_told"), _ANNOUNCEMENT),
    **dict.fromkeys(("assistance_ends", "retrieval_ends", "erasure_due"), (*_NOTICE, "backsourcing.notice.ends")),
}


def place_of(bundle: Bundle, blank: Blank) -> Place:
    """Where the deal says or would say it: the line of the nearest group around it, else the end of the file."""
    keys = _keys(blank.path, bundle.file)
    return bundle.file.source.room_for(steps_of(keys[0] if keys else blank.path))


def remedy_for(bundle: Bundle, blank: Blank, *, final: bool = False) -> str:
    """What closes the blank; in a final document only the deal can."""
    otherwise = "build without --final and fill it in in Word" if final else "fill it in in Word"
    keys = _keys(blank.path, bundle.file)
    if _is_text(blank.path, bundle.file):
        return f"Write it in the language of the letter under communications.translations, or {otherwise}."
    if _is_key(blank.path):
        example = shown_example(Deal, steps_of(blank.path))
        key = f"{blank.path} in the deal" if is_one_value(blank, bundle.file) else f"it under {blank.path} in the deal"
        such_as = f", for example {example}" if example else ""
        return f"Give {key}{such_as}{'' if final else ', or fill it in before signing'}."
    if keys:
        return f"It is computed: give {series(keys)} in the deal."
    if blank.path.startswith("agreement."):
        return f"The deal has no key for it: look it up in the agreement in force and {otherwise}."
    if blank.path.startswith("exit."):
        return f"It follows from {series(_bases(blank.path))}: complete what is open there, or {otherwise}."
    return f"The deal has no key for it: {otherwise}."


def is_one_value(blank: Blank, file: DealFile) -> bool:
    """Whether all blanks of the path are closed at once: it leads to one value, or to a list that the deal lacks."""
    return not _leads_to_group(blank.path) or steps_of(blank.path) not in file.source.places


def _is_text(path: str, file: DealFile) -> bool:
    """Whether the deal gives the value as words, so that a blank for it can only mean another language."""
    place = file.source.places.get(steps_of(path)) if path else None
    return place is not None and not _leads_to_group(path)


def _leads_to_group(path: str) -> bool:
    found = field_at(Deal, steps_of(path)) if path else None
    return bool(found and (models_in(found.annotation) or is_list(found.annotation)))


def _keys(path: str, file: DealFile) -> tuple[str, ...]:
    """The keys that the deal lacks and that a computed value follows from."""
    if path != "term.expiry" and not path.startswith("exit."):
        return ()
    return tuple(key for key in _bases(path) if not file.states(key))


def _bases(path: str) -> tuple[str, ...]:
    return _BASES.get(path, _BASES.get(path.removeprefix("exit.").removeprefix("term."), _NOTICE))


def _is_key(path: str) -> bool:
    return bool(path) and field_at(Deal, steps_of(path)) is not None
