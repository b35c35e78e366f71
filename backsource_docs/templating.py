"""The template of a run of letters: a letter of the deal, remembered from an earlier run, or a Word file."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, ValidationError, convert, to_builtins

from backsource_docs import __version__
from backsource_docs.beside import Standby
from backsource_docs.findings import Finding, Place, Severity, worst
from backsource_docs.library.folders import shipped
from backsource_docs.memory import Memory, fingerprint, memory_file, version_file

if TYPE_CHECKING:
    from backsource_docs.deal.reading import DealFile
    from backsource_docs.drafting.made import Made
    from backsource_docs.library.store import Library
    from backsource_docs.opening import Opened

__all__ = ["Order", "Source", "given_template", "own_letters"]

_MEMORY = "letters.txt"
_DRAFTING = "backsource_docs.opening"
Given = TypeVar("Given")
Result = TypeVar("Result")


class Source(Struct, frozen=True):
    """A template with the name it has in findings, and the language of its text; empty where it may be any.

    `usual` is the language of a reader who names none, `title` what the letter is about; `blanks` are its open values.
    """

    content: bytes
    file: str
    language: str
    usual: str
    title: str = ""
    blanks: tuple[Finding, ...] = ()


class Order(Struct, frozen=True):
    """Which letter of which deal, as asked for: the day on which it speaks, and a firm's own folders; paths as text."""

    deal: str
    letter: str
    as_of: datetime.date | None = None
    library: str | None = None
    templates: str | None = None

    @classmethod
    def of(
        cls,
        deal: str | Path,
        letter: str,
        as_of: datetime.date | None = None,
        library: str | Path | None = None,
        templates: str | Path | None = None,
    ) -> Order:
        """The order with its paths as text."""
        return cls(str(deal), letter, as_of, str(library) if library else None, str(templates) if templates else None)


def own_letters(
    order: Order, meanwhile: Callable[[], None] = lambda: None
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """A letter of the deal as a template in each language in which the deal has an entry for its readers.

    The language of the first entry comes first. They are as an earlier run made them where nothing has changed;
    otherwise `meanwhile` is done here while they are drafted.
    """
    file = memory_file()
    memory = Memory(file.with_name(_MEMORY) if file else None)
    key = _key(order)
    kept = _recalled(memory.get(key)) if key else None
    if kept:
        return kept
    marks: dict[str, str] = {}

    def wait() -> None:
        meanwhile()
        marks.update({str(folder): _mark_of(str(folder)) for folder in map(shipped, ("clause_library", "templates"))})

    made = _apart(_drafted, order, _Drafted, wait)
    if made.letters and key:
        memory.put(key, to_builtins(_Kept(made, _shelved(made.folders, marks))))
        memory.keep()
    return made.letters, made.findings


def given_template(
    template: Path, deal: str, language: str, meanwhile: Callable[[], None] = lambda: None
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """A Word file of one's own; readers who name no language are taken for those of the deal.

    `meanwhile` is done here while the deal is read.
    """
    from backsource_docs.letters.salutations import language_of

    read = _apart(_locale, deal, _Spoken, meanwhile)
    if read.locale is None:
        return (), read.findings
    try:
        content = template.read_bytes()
    except OSError as error:
        message = f"{template} cannot be read: {error.strerror or error}."
        wrong = Finding("ML01", Severity.ERROR, message, Place(str(template)), "Check the path of the template.")
        return (), (*read.findings, wrong)
    usual = language or language_of(read.locale) or "en"
    return (Source(content, str(template), language, usual, template.stem),), read.findings


def _key(order: Order) -> str:
    """What the template depends on beside the library; empty where the deal cannot be read as a file."""
    deal = Path(order.deal)
    if not deal.is_file():
        return ""
    today = datetime.datetime.now().astimezone().date()
    asked = [order.deal, order.letter, order.as_of or today, order.library, order.templates, __version__]
    stated = map(os.stat, _files(str(Path(__file__).parent)))
    code = (b"%d %d" % (found.st_mtime_ns, found.st_size) for found in stated)
    babel = find_spec("babel")
    versions = version_file("holidays"), Path(babel.origin).read_bytes() if babel and babel.origin else b""
    return fingerprint(deal.read_bytes(), repr(list(map(str, asked))).encode(), *code, *versions)


def _files(folder: str) -> list[str]:
    """The files in a folder and in those below it, sorted; what Python makes of them is left out."""
    found = (f"{where}{os.sep}{name}" for where, _, names in os.walk(folder) for name in names)
    return sorted(path for path in found if not path.endswith(".pyc"))


def _shelved(folders: Iterable[str], known: Mapping[str, str] | None = None) -> str:
    """The contents of the library's folders as one hash; `known` are the marks of folders that have one already."""
    return fingerprint(*((known or {}).get(folder, "").encode() or _mark_of(folder).encode() for folder in folders))


def _mark_of(folder: str) -> str:
    files = _files(folder)
    return fingerprint(*(content for path in files for content in (os.fsencode(path), Path(path).read_bytes())))


class _Drafted(Struct, frozen=True):
    """Letters as drafted, what was found on the way, and the folders of the library that they were drafted from."""

    letters: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    folders: tuple[str, ...] = ()


class _Spoken(Struct, frozen=True):
    """The locale of a deal, None where it cannot be read, and what was found."""

    locale: str | None
    findings: tuple[Finding, ...]


class _Kept(Struct, frozen=True):
    """Letters as an earlier run drafted them, with one hash of all that stood in the library's folders."""

    drafted: _Drafted
    shelved: str


def _recalled(kept: Any) -> tuple[tuple[Source, ...], tuple[Finding, ...]] | None:
    try:
        former = convert(kept, _Kept)
    except ValidationError:
        return None
    made = former.drafted
    return (made.letters, made.findings) if _shelved(made.folders) == former.shelved else None


def _apart(
    work: Callable[[Given], Result], given: Given, result: type[Result], meanwhile: Callable[[], None]
) -> Result:
    """Does a work in a process that ends with it, so that the drafting rooms take no memory while letters are made.

    Where they are loaded already the work is done here.
    """
    if _DRAFTING in sys.modules:
        return work(given)
    with Standby(work, type(given), result, lambda: None) as copy:
        copy.give(given)
        meanwhile()
        return copy.results()[0]


def _locale(deal: str) -> _Spoken:
    from backsource_docs.opening import open_deal

    file, findings = open_deal(deal)
    return _Spoken(file.deal.locale if file else None, findings)


def _drafted(order: Order) -> _Drafted:
    from backsource_docs.opening import opened

    ready, findings = opened(order.deal, as_of=order.as_of, library=order.library, templates=order.templates)
    if ready is None:
        return _Drafted(findings=findings)
    shelves = ready.library
    sources, found = _packed(ready, order.letter)
    folders = (*shelves.folders, *shelves.templates, *shelves.own_requirements)
    return _Drafted(sources, (*findings, *found), tuple(map(str, folders)))


def _packed(ready: Opened, letter: str) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    from backsource_docs.building import assemble
    from backsource_docs.checks import check_documents
    from backsource_docs.wanting import Wishes

    file, shelves = ready.file, ready.library
    recipe = shelves.recipe(letter)
    if recipe and (recipe.kind != "letter" or recipe.audience == "supplier"):
        return (), (_no_letter(f"{letter} does not go to many readers.", shelves),)
    if recipe is None:
        return (), (_no_letter(f"There is no letter {letter}.", shelves),)
    assembly = assemble(file, shelves, ready.as_of, Wishes((letter,)))
    shelves.memory.keep()
    found = (*assembly.findings, *check_documents(assembly.made, file, shelves))
    if not assembly.made or worst(found) is Severity.ERROR:
        return (), found
    entries = [entry.language for entry in file.deal.communications.stakeholders if entry.audience == recipe.audience]
    order = {language: number for number, language in reversed(list(enumerate(entries)))}
    made = sorted(assembly.made, key=lambda one: order.get(one.selection.recipe.language, 0))
    tagged = [_tagged(one, file, shelves) for one in made]
    sources = tuple(source for source, _ in tagged if source)
    wrong = tuple(finding for _, findings in tagged for finding in findings)
    return sources if len(sources) == len(made) else (), (*found, *wrong)


def _tagged(made: Made, file: DealFile, shelves: Library) -> tuple[Source | None, tuple[Finding, ...]]:
    from backsource_docs.letters.preparing import as_template, with_tags
    from backsource_docs.letters.salutations import language_of
    from backsource_docs.packing import packed

    tagged = with_tags(made)
    letter = packed(tagged, shelves, None, outgoing=True)
    if letter.content is None or letter.findings:
        return None, letter.findings
    draft = made.document.draft
    language = language_of(draft.locale) or "en"
    blanks = tuple(_open(tagged, file))
    return Source(as_template(letter.content), made.selection.recipe.id, language, language, draft.title, blanks), ()


def _no_letter(message: str, shelves: Library) -> Finding:
    recipes = (shelves.recipe(name) for name in shelves.recipes)
    names = [one.id for one in recipes if one and one.kind == "letter" and one.audience != "supplier"]
    return Finding("ML15", Severity.ERROR, message, Place(), f"Write one of {', '.join(names)}.")


def _open(made: Made, file: DealFile) -> Iterator[Finding]:
    from backsource_docs.checks import blanks_in

    for blank in dict.fromkeys(blanks_in(made.document)):
        message, place = f"The letter has an open value: {blank.label}.", file.place(blank.path)
        yield Finding("ML16", Severity.ERROR, message, place, "Give it in the deal; until then only --preview is made.")
