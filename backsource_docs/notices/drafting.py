"""A notice that was weighed becomes a numbered document; one that is refused says so on its internal copy."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.dates.rows import Rows
from backsource_docs.dates.serving import NOTICES
from backsource_docs.deal.notices import Notice
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.composing import Composer
from backsource_docs.drafting.correspondence import as_letter, letter_values
from backsource_docs.drafting.covering import cover_of
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.numbering import numbered
from backsource_docs.drafting.selecting import select
from backsource_docs.drafting.speaking import Speech, speech_of
from backsource_docs.drafting.wording import respelling
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.notices.judging import Judgement
from backsource_docs.notices.kinds import recipe_of
from backsource_docs.notices.wording import notice_tables, notice_values
from backsource_docs.tree import Bullet, Draft, Number, Paragraph, Part, Text

__all__ = ["Setting", "made_notice"]

_WARNING = "Internal copy, not to be sent as it stands. The notice was made against this advice:"


class Setting(Struct, frozen=True):
    """What all notices of a deal share: the deal, the library, the facts, the day, the numbers of the agreement."""

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    as_of: datetime.date
    rows: Rows
    numbers: Mapping[str, Number]


def made_notice(judgement: Judgement, setting: Setting, *, outgoing: bool) -> tuple[Made, tuple[Finding, ...]]:
    """The notice as a document, with what was found on the way; the warning of a refused one is for the sender only."""
    deal, library = setting.file.deal, setting.library
    recipe, holds = recipe_of(judgement.kind), {**setting.holds, **_own_facts(judgement.asking.notice, setting)}
    selection, found = select(recipe, setting.file, library, holds)
    respell, wrong = respelling(library, deal.locale)
    speech, mute = speech_of(recipe, setting.file, library)
    filler = _filler(judgement, setting, speech)
    composer = Composer(
        setting.file,
        library,
        holds,
        filler,
        respell,
        notice_tables(judgement, _notices_position(setting)),
        setting.numbers,
        frozenset(selection.picks) | {part.id for part in recipe.parts},
    )
    cover = cover_of(recipe, deal, setting.as_of, filler, selection)
    draft = as_letter(composer.draft(selection, cover), recipe, filler)
    if judgement.refused and not outgoing:
        draft = _warned(draft, judgement)
    word = "Section" if deal.law.governing == "new-york" else "clause"
    findings = (*found, *wrong, *mute, *filler.findings, *composer.findings)
    return Made(numbered(draft, word), selection), findings


def _own_facts(notice: Notice, setting: Setting) -> dict[str, bool]:
    """The facts that hold of this notice, whatever the rest of the deal says."""
    ending = (one for one in setting.file.deal.services if not notice.functions or one.name in notice.functions)
    cloud = any(one.cloud for one in ending)
    return {
        "data_act_may_apply": cloud and setting.holds["data_act_may_apply"],
        "notice_in_part": bool(notice.functions),
        "notice_recorded": bool(notice.record),
        "notice_encloses": bool(notice.enclosures),
        "notice_asks": bool(notice.asks),
    }


def _notices_position(setting: Setting) -> str:
    return setting.rows.terms.positions.get(NOTICES, "customer")


def _filler(judgement: Judgement, setting: Setting, speech: Speech | None) -> Filler:
    deal, rows = setting.file.deal, setting.rows
    extra = {
        **{f"exit.{name}": day for name, day in rows.key_dates.values.items()},
        **rows.terms.values,
        **(letter_values(recipe_of(judgement.kind), speech, None) if speech else {}),
        **notice_values(judgement, deal),
    }
    figures = setting.library.figures(deal.law.governing)
    return Filler.for_deal(setting.file, figures, setting.as_of, defined=True, extra=extra, speech=speech)


def _warned(draft: Draft, judgement: Judgement) -> Draft:
    """The draft with every reason against it on top."""
    lead = Paragraph((Text(_WARNING, strong=True, path="notice.warning"),))
    reasons = (Bullet((Text(one.message, path="notice.warning"),)) for one in judgement.refusals)
    return replace(draft, parts=(Part("warning", "", "none", (lead, *reasons)), *draft.parts))
