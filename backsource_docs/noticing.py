"""Notices as functions: which can be given, and one made as a document, or refused with the reason."""

from __future__ import annotations

import datetime
import difflib
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs import __version__
from backsource_docs.api import build, write_assembly
from backsource_docs.building import Assembly, assemble
from backsource_docs.checks import check_documents
from backsource_docs.dates.diary import counted_by_ours, rows_of
from backsource_docs.dates.entries import Asked
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.joining import as_cited
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import select
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.notices.asking import Asking, asking_of
from backsource_docs.notices.drafting import Setting, made_notice
from backsource_docs.notices.judging import Judge, Judgement
from backsource_docs.notices.kinds import Kind, kinds_of
from backsource_docs.opening import Opened, Position, opened
from backsource_docs.parcel import parcel_of
from backsource_docs.planning.terms import AGREEMENT
from backsource_docs.tree import Number
from backsource_docs.wanting import Wishes

__all__ = ["NoticeResult", "Options", "notice", "notices", "notices_data"]

_GROUNDED = frozenset(("NT02", "NT04", "NT05", "NT06"))


class Options(Struct, frozen=True):
    """What a run says beyond the deal: the day, a position, the firm's own folders."""

    as_of: datetime.date | None = None
    position: Position | None = None
    library: str | Path | None = None
    templates: str | Path | None = None


class NoticeResult(Struct, frozen=True):
    """The notices weighed (none where the deal could not be read), the one made, all findings, the files written."""

    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    made: Made | None = None
    files: tuple[Path, ...] = ()


def notices(
    deal: str | Path,
    options: Options | None = None,
    *,
    kind: str | None = None,
    served: datetime.date | None = None,
    method: str | None = None,
) -> NoticeResult:
    """Weighs every kind of notice for a deal, or one: whether it can be given, under which clause, and why not.

    `served` and `method` come before what the deal says. ValueError for a position that does not exist.
    """
    desk, findings = _desk(deal, options or Options())
    if desk is None:
        return NoticeResult((), findings)
    asked = [one for one in desk.kinds if kind in (None, one.id)]
    if kind and not asked:
        return NoticeResult((), in_reading_order([*findings, _unknown(kind, desk.kinds)]))
    judged = (desk.judged(one, served, method) for one in asked)
    return NoticeResult(tuple(judged), findings)


def notice(
    deal: str | Path,
    kind: str,
    output: str | Path | None = None,
    options: Options | None = None,
    *,
    served: datetime.date | None = None,
    method: str | None = None,
    force: bool = False,
    outgoing: bool = False,
) -> NoticeResult:
    """Makes one notice; with `output` writes it into that folder. What is refused is made with `force` alone.

    `served` and `method` come before what the deal says. ValueError for a position that does not exist; OSError comes
    through only if writing itself fails.
    """
    options = options or Options()
    desk, findings = _desk(deal, options)
    if desk is None:
        return NoticeResult((), findings)
    wanted = next((one for one in desk.kinds if one.id == kind), None)
    if wanted is None:
        return NoticeResult((), in_reading_order([*findings, _unknown(kind, desk.kinds)]))
    judgement = desk.judged(wanted, served, method)
    findings = in_reading_order([*findings, *judgement.refusals])
    if judgement.refused and not force:
        return NoticeResult((judgement,), findings)
    if wanted.document:
        return _built(deal, wanted, output, options, outgoing=outgoing)
    return _made(desk, judgement, findings, Path(output) if output else None, outgoing=outgoing)


class _Desk(Struct, frozen=True):
    """A deal with everything that weighing and drafting its notices needs."""

    setting: Setting
    judge: Judge
    kinds: tuple[Kind, ...]

    def judged(self, kind: Kind, served: datetime.date | None = None, method: str | None = None) -> Judgement:
        """A kind weighed by what the deal says of it and the command line sets."""
        file, called = self.setting.file, self.setting.file.deal.backsourcing.notice
        if not kind.document or called is None:
            return self.judge.judged(kind, asking_of(file, kind.id, self.setting.as_of, served, method))
        asking = asking_of(file, kind.id, self.setting.as_of, served or called.served, method or called.method)
        judgement = self.judge.judged(kind, asking)
        ground = next((one for one in self.kinds if one.called_for == called.ground), None)
        return replace(judgement, refusals=_once((*judgement.refusals, *self._grounded(ground, asking))))

    def _grounded(self, ground: Kind | None, asking: Asking) -> Iterator[Finding]:
        """What stands against the termination that the call to come home declares; its facts stand in that letter."""
        called = self.setting.file.deal.backsourcing.notice
        if ground is None:
            return
        stated = asking.notice.model_copy(update={"effective": called.ends if called else None})
        judged = self.judge.judged(ground, replace(asking, notice=stated))
        yield from (one for one in judged.refusals if one.code in _GROUNDED)


def _desk(deal: str | Path, options: Options) -> tuple[_Desk | None, tuple[Finding, ...]]:
    """The deal read, its agreement numbered, its days reckoned."""
    places = {"library": options.library, "templates": options.templates}
    ready, findings = opened(deal, position=options.position, as_of=options.as_of, **places)
    if ready is None:
        return None, findings
    file, library, day = ready.file, ready.library, ready.as_of
    agreement = library.recipe(AGREEMENT)
    if agreement is None:
        return None, findings
    holds = established(library.facts, file.deal)
    joining = _joining(file, library)
    numbers, more = _numbers(ready, joining, options.position)
    rows, found = rows_of(file, library, holds, day, Asked(), numbers, options.position)
    kinds, wrong = kinds_of(library)
    selection, _ = select(agreement, file, library, holds, options.position)
    desk = _Desk(Setting(file, library, holds, day, rows, numbers), Judge(rows, library, selection, holds), kinds)
    more = [*more, *_in_force(file, joining)]
    strange = (_unknown(one.kind, kinds, file.place(f"notices.{at}.kind")) for at, one in _strange(file.deal, kinds))
    library.memory.keep()
    return desk, in_reading_order([*findings, *more, *found, *wrong, *strange, *counted_by_ours(file)])


def _once(refusals: Iterable[Finding]) -> tuple[Finding, ...]:
    """The reasons without those that say the same of another notice in one paper."""
    return tuple({finding.message.partition(": ")[2]: finding for finding in reversed(tuple(refusals))}.values())[::-1]


def _joining(file: DealFile, library: Library) -> tuple[Recipe, ...]:
    """The papers of the deal that join an agreement in force, whose paragraphs notices cite."""
    if file.deal.agreement.status == "new":
        return ()
    named = (library.recipe(name) for name in file.deal.documents)
    return tuple(recipe for recipe in named if recipe and recipe.attached and recipe.cites == AGREEMENT)


def _numbers(
    ready: Opened, joining: Sequence[Recipe], position: Position | None
) -> tuple[Mapping[str, Number], Sequence[Finding]]:
    """The numbers by which notices cite: of the agreement, or of the papers that join one in force."""
    file, library, day = ready.file, ready.library, ready.as_of
    if file.deal.agreement.status == "new":
        assembly = assemble(file, library, day, Wishes((AGREEMENT,), position))
        return assembly.made[0].document.numbers, assembly.findings
    if not joining:
        return {}, ()
    assembly = assemble(file, library, day, Wishes(tuple(recipe.id for recipe in joining), position))
    cited = [dict(as_cited(made).document.numbers) for made in assembly.made]
    return dict(ChainMap(*cited)), assembly.findings


def _in_force(file: DealFile, joining: Sequence[Recipe]) -> Iterator[Finding]:
    """What a notice under an agreement that was not drafted here takes from our clauses."""
    agreement = file.deal.agreement
    if agreement.status == "new":
        return
    message = (
        "The agreement in force was not drafted here: titles and defined terms of notices are those of our clauses."
    )
    remedy = "Put in the titles and terms of the signed text before a notice goes."
    yield Finding("NT10", Severity.WARNING, message, file.place("agreement.status"), remedy)
    signed = " ".join(agreement.amendments).lower()
    for recipe in joining:
        if recipe.title.lower() not in signed:
            message = f"Notices may cite the {recipe.title}, which agreement.amendments does not name."
            remedy = f"Once it is signed, write for example amendments: [{recipe.title} of 1 March 2027]."
            yield Finding("NT10", Severity.WARNING, message, file.place("agreement.amendments"), remedy)


def _strange(deal: Any, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, Any]]:
    """The notices of the deal whose kind the library does not have, with their place in the list."""
    known = {kind.id for kind in kinds}
    yield from ((at, one) for at, one in enumerate(deal.notices) if one.kind not in known)


def _unknown(name: str, kinds: tuple[Kind, ...], place: Place | None = None) -> Finding:
    known = [kind.id for kind in kinds]
    plain = "-".join(name.lower().replace("_", " ").replace("-", " ").split())
    close = [one for one in known if plain and plain in one] or difflib.get_close_matches(plain, known, 1, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(close)}?" if close else f"Known are {', '.join(known)}."
    return Finding("NT01", Severity.ERROR, f"There is no notice of the kind {name}.", place or Place(), remedy)


def _built(
    deal: str | Path, kind: Kind, output: str | Path | None, options: Options, *, outgoing: bool
) -> NoticeResult:
    """A notice that is one of the documents of the deal."""
    if output is None:
        return NoticeResult((), ())
    result = build(
        deal,
        output,
        only=kind.document,
        position=options.position,
        as_of=options.as_of,
        outgoing=outgoing,
        library=options.library,
        templates=options.templates,
    )
    return NoticeResult((), result.findings, None, tuple(document.file for document in result.documents))


def _made(
    desk: _Desk, judgement: Judgement, findings: tuple[Finding, ...], folder: Path | None, *, outgoing: bool
) -> NoticeResult:
    """The notice drafted and checked, and written where there is a folder."""
    setting = desk.setting
    made, wrong = made_notice(judgement, setting, outgoing=outgoing)
    checked = check_documents((made,), setting.file, setting.library)
    findings = in_reading_order([*findings, *wrong, *checked])
    refused = outgoing and any(one.severity is Severity.ERROR for one in (*wrong, *checked))
    if folder is None or refused:
        return NoticeResult((judgement,), findings, made)
    assembly = Assembly(setting.file, setting.as_of, setting.library, (made,))
    parcel = parcel_of(assembly, __version__, outgoing=outgoing)
    written, more = write_assembly(assembly, parcel, folder, outgoing=outgoing, keep=True)
    files = tuple(document.file for document in written)
    return NoticeResult((judgement,), in_reading_order([*findings, *more]), made, files)


def notices_data(result: NoticeResult) -> list[dict[str, Any]]:
    """The notices as plain data: kind, title, whether it can be given, clause, days in ISO form, reasons against it."""
    return [
        {
            "kind": one.kind.id,
            "title": one.kind.title,
            "can_be_given": not one.refused,
            "agreement": one.place,
            "clause": one.kind.clause,
            "sent": one.asking.served.isoformat(),
            "received": one.received.isoformat() if one.received else None,
            "effective": one.effective.isoformat() if one.effective else None,
            "earliest": one.earliest.isoformat() if one.earliest else None,
            "derivation": one.derivation or None,
            "reasons": [{"code": reason.code, "message": reason.message} for reason in one.refusals],
        }
        for one in result.judgements
    ]
