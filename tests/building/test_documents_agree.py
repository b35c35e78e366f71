"""Plan, notices and letters against the agreement of the same deal: each number, title, period, sum, date and name."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

import pytest
from dateutil.parser import parse
from dateutil.relativedelta import relativedelta
from msgspec import Struct

from backsource_docs.building import assemble
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import read_deal
from backsource_docs.library.store import Library
from backsource_docs.noticing import notice, notices
from backsource_docs.rendering.text import render_text
from backsource_docs.tree import Document, Table, Text, inlines_of, plain, walk
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
AGREEMENT = "outsourcing-agreement"
EXIT_SCHEDULE = "exit-schedule"
PAPERS = (
    "exit-plan",
    "letters",
    "key-dates",
    "committee-pack",
    "knowledge-transfer-plan",
    "security-and-data-transfer-procedure",
    "operations-audit",
    "exit-test-script",
)
DRAFTED = ("homecoming", "harbour", "nordlicht", "minimal")
IN_FORCE = ("civic", "rescue")
NOTICES = "every notice"
CASES = (*DRAFTED, NOTICES)
# What the plan reckons from its own inputs: the agreement states none of these sums.
OWN_SUMS = {"exit-costs", "costs-by-month", "run-costs", "case", "summary-cost", "budget", "scenario-comparison"}
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT = "(?:Jan|Feb|Mar|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_DATE = rf"(?:\b\d{{1,2}} (?:{_MONTH}|{_SHORT}) \d{{4}}|(?:{_MONTH}|{_SHORT}) \d{{1,2}}, \d{{4}})"
_PERIOD = r"\d+ (?:Business Day|day|week|month|year)s?"
_SUM = re.compile(r"\b(?:GBP|EUR|USD)\s[\d.,]*\d")
_TITLE = r"(?: \((?P<{0}>[A-Z][^()]*)\))?"
_LIMB = r"(?:\([a-zA-Z]+\))*"
_PARAGRAPH = re.compile(
    rf"\bparagraph (?P<paragraph>\d{{1,3}}(?:\.\d+)?){_LIMB}{_TITLE.format('first')}"
    rf" of Schedule (?P<schedule>\d+){_TITLE.format('title')}"
)
_CLAUSE = re.compile(
    rf"\b(?:clause|Section) (?P<clause>\d{{1,3}}(?:\.\d+)?)(?!\d|[a-z]){_LIMB}{_TITLE.format('title')}"
    r"(?! of the [A-Z][a-z]+ (?:Act|Code)| (?:BGB|KSchG|BetrVG|Officer))"
)
_JOINED = re.compile(
    rf"\bparagraph (?P<number>\d+){_TITLE.format('first')} of the Exit Schedule{_TITLE.format('title')}"
)
_LABEL = re.compile(r"(?:Schedule (?P<schedule>\d+), )?(?P<number>\d{1,3}(?:\.\d+)?)(?: of the Exit Schedule)?")
_LEAD = rf"(?:plus|minus) ({_PERIOD})"
_PLACE = re.compile(r"^(?:Schedule|Section|Clause) ", re.IGNORECASE)
# What must be over before a day is over on the Business Day before it, whatever the clause says of periods.
DAY_BEFORE = {"1 business day"}
_NAME = re.compile(r"(?:customer|supplier)\.(?:name|known_as|address|email)")
# A field that a sentence puts in other words.
REWORDED = {"target"}
_COUNT = re.compile(rf"({_DATE}) \([^()]*\) (plus|minus) (\d+) (day|week|month|year)s? is ({_DATE})")


class Provision(Struct, frozen=True):
    """A clause of the agreement, or a paragraph of a schedule, as its text prints it."""

    title: str
    words: str


Provisions = Mapping[str, Provision]


class Papers(Struct, frozen=True, dict=True):
    """A deal with its agreement and the documents that must agree with it."""

    deal: Deal
    source: str
    agreement: Document | None
    others: tuple[Document, ...]

    @cached_property
    def provisions(self) -> Provisions:
        return provisions_of(render_text(self.agreement)) if self.agreement else {}


def provisions_of(text: str) -> Provisions:
    """The clauses ("98"), paragraphs ("5/29") and their limbs ("98.1") that a printed agreement has."""
    found: dict[str, Provision] = {}
    lines: dict[str, list[str]] = defaultdict(list)
    schedule = key = title = ""
    for line in text.splitlines():
        if heading := re.fullmatch(r"Schedule (\d+)", line):
            schedule = f"{heading[1]}/"
        if match := re.fullmatch(r"(\d+)\. (.+)", line):
            key, title = f"{schedule}{match[1]}", match[2]
        elif match := re.match(r"\s+(\d+\.\d+) ", line):
            found[f"{schedule}{match[1]}"] = Provision(title, "")
        lines[key].append(line)
        found[key] = Provision(title, "")
    return {name: Provision(one.title, "\n".join(lines[name.partition(".")[0]])) for name, one in found.items()}


@cache
def papers(name: str) -> Papers:
    path = ROOT / "examples" / ("homecoming" if name == NOTICES else name) / "deal.yaml"
    content = path.read_text("utf-8")
    file, findings = read_deal(content.encode(), str(path))
    assert file is not None, findings
    day = file.deal.as_of or datetime.date(2026, 11, 23)
    wanted = () if name == NOTICES else PAPERS
    drafted = (EXIT_SCHEDULE,) if name in IN_FORCE else (AGREEMENT,)
    made = [one.document for one in assemble(file, LIBRARY, day, Wishes((*drafted, *wanted))).made]
    agreement = next((one for one in made if one.draft.id == AGREEMENT), None)
    others = [one for one in made if one.draft.id != AGREEMENT]
    return Papers(file.deal, content, agreement, (*others, *given(path)))


def given(path: Path) -> Iterator[Document]:
    """The notices that can be given under a deal."""
    for one in notices(path).judgements:
        if not one.refused and not one.kind.document and (made := notice(path, one.kind.id).made):
            yield made.document


def every_notice(folder: Path) -> Papers:
    """The homecoming deal with a notice of every kind."""
    path, base = folder / "deal.yaml", papers("homecoming")
    case = (ROOT / "tests" / "cases" / "notices" / "every-kind.yaml").read_text("utf-8")
    path.write_text(f"{base.source}\n{case}", "utf-8")
    kinds = [one.kind.id for one in notices(path).judgements if not one.kind.document]
    made = [result.made.document for kind in kinds if (result := notice(path, kind, force=True)).made]
    assert len(made) > 20
    return Papers(base.deal, path.read_text("utf-8"), base.agreement, tuple(made))


@pytest.fixture(scope="module", params=CASES)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    if request.param == NOTICES:
        return every_notice(tmp_path_factory.mktemp("notices"))
    return papers(request.param)


def citations(text: str) -> Iterator[tuple[str, str]]:
    for match in _PARAGRAPH.finditer(text):
        yield f"{match['schedule']}/{match['paragraph']}", match["first"] or match["title"] or ""
    for match in _CLAUSE.finditer(_PARAGRAPH.sub("", text)):
        yield match["clause"], match["title"] or ""


def tables(document: Document) -> Iterator[Table]:
    for part in document.draft.parts:
        yield from (block for block in walk(part.blocks) if isinstance(block, Table))


def cells(table: Table, title: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rows of a table in words, each with its cell of the column of that title."""
    titles = [column.title for column in table.columns]
    for row in table.rows:
        if title in titles and len(row.cells) == len(titles):
            words = tuple(map(plain, row.cells))
            yield words, words[titles.index(title)]


def key_of(label: str) -> str:
    match = _LABEL.fullmatch(label)
    assert match, label
    return f"{match['schedule']}/{match['number']}" if match["schedule"] else match["number"]


def values(document: Document) -> Mapping[str, set[str]]:
    """What a document prints for each field of the deal or parameter of a clause."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in document.draft.parts:
        for block in walk(part.blocks):
            for piece in inlines_of(block):
                if isinstance(piece, Text) and piece.path:
                    found[piece.path].add(piece.text)
    return found


def periods_of(words: str) -> set[str]:
    return {re.sub(r"s$", "", period).lower() for period in re.findall(_PERIOD, words)}


def days_of(words: str) -> set[datetime.date]:
    return {parse(found).date() for found in re.findall(_DATE, words)}


def test_each_document_agrees_with_the_agreement(found: Papers) -> None:
    """One test for all checks of a deal, since building its documents takes longer than reading them."""
    assert found.agreement is not None
    provisions, agreed = found.provisions, render_text(found.agreement)
    texts = [(other, render_text(other)) for other in found.others]
    wrong = [
        (other.draft.id, complaint)
        for other, text in texts
        for complaint in (
            *miscited(text, provisions),
            *mislabelled(other, provisions),
            *misstated(other, provisions),
            *misnamed(other, values(found.agreement)),
            *miscounted(text),
            *odd_sums(other, text, f"{agreed} {found.source}"),
        )
    ]
    assert wrong == []


def test_letters_state_no_day_that_the_plan_and_the_agreement_do_not_have(found: Papers) -> None:
    assert found.agreement is not None
    assert undated(found.others, f"{render_text(found.agreement)} {found.source}") == []


def undated(others: Iterable[Document], known: str) -> list[str]:
    """Letters that state a day which neither the plan nor the agreement nor the deal has."""
    days = days_of(known) | {datetime.date.fromisoformat(day) for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", known)}
    days = days.union(*(days_of(render_text(one)) for one in others if one.draft.kind == "plan"))
    letters = (one for one in others if one.draft.kind == "letter" and not one.draft.id.startswith("notice-"))
    return [one.draft.id for one in letters if not days_of(render_text(one)) <= days]


def miscited(text: str, provisions: Provisions) -> Iterator[str]:
    """Citations of clauses that the agreement does not have, or has under another title."""
    for key, title in citations(text):
        if key not in provisions or (title and provisions[key].title != title):
            yield f"cites {key} ({title})"


def mislabelled(document: Document, provisions: Provisions) -> Iterator[str]:
    """Numbers in the columns that cite the agreement which the agreement does not have."""
    for table in tables(document):
        for _, label in cells(table, "Agreement"):
            if label and key_of(label) not in provisions:
                yield f"{table.name} cites {label}"


def misstated(document: Document, provisions: Provisions, *, whole: bool = True) -> Iterator[str]:
    """Periods of the terms and the key dates that the clause which they cite does not state.

    Where the provisions are not the whole agreement, what cites none of them is left out.
    """
    for table in tables(document):
        if table.name in ("term-table", "key-dates"):
            for words, label in cells(table, "Agreement"):
                stated = defined(provisions[key_of(label)].words if label else "", " ".join(words), provisions)
                if (label or whole) and not periods_of(" ".join(words[:-1])) <= periods_of(stated):
                    yield f"{table.name}: {words}"
        elif table.name.startswith("dates-") and table.name != "dates-rules":
            for words, how in cells(table, "How it was found"):
                joined = _JOINED.search(how.rpartition(": ")[2])
                place = joined["number"] if joined else next(citations(how.rpartition(": ")[2]), ("", ""))[0]
                legal = table.name == "dates-first" and "; " in how
                stated = provisions[place].words if place in provisions else ""
                lead = periods_of(" ".join(re.findall(_LEAD, how)[:1]))
                if (
                    (joined or whole)
                    and not legal
                    and not lead <= periods_of(defined(stated, how, provisions)) | DAY_BEFORE
                ):
                    yield f"{table.name}: {words}"


def defined(words: str, row: str, provisions: Provisions) -> str:
    """The words of a clause with the definitions of the terms that a row names."""
    lines = provisions["1"].words.splitlines()
    terms = (line for line in lines if (term := re.match(r"\s+“([^”]+)”", line)) and term[1] in row)
    return " ".join([words, *terms])


def misnamed(document: Document, agreed: Mapping[str, set[str]]) -> Iterator[str]:
    """Fields of the deal that a document prints in other words than the agreement does."""
    english = document.draft.locale.startswith("en")
    for path, found in values(document).items():
        if not english and not _NAME.fullmatch(path):
            continue  # of what another language says, the names of the parties alone are the same words
        printed = {words.lower() for words in agreed.get(path, found)}
        if path.rpartition(".")[2] not in REWORDED and not {words.lower() for words in found} <= printed:
            yield f"{path}: {sorted(found)} and {sorted(agreed[path])}"


def miscounted(text: str) -> Iterator[str]:
    """Days that a derivation counts wrongly, by a calendar of its own."""
    for start, sign, amount, unit, end in _COUNT.findall(text):
        step = relativedelta(**{f"{unit}s": int(amount)})
        day = parse(start).date()
        if (day + step if sign == "plus" else day - step) != parse(end).date():
            yield f"{start} {sign} {amount} {unit}s is not {end}"


def odd_sums(document: Document, text: str, known: str) -> Iterator[str]:
    """Sums that neither the agreement nor the deal states and the plan does not reckon."""
    own = " ".join(
        plain(cell) for one in tables(document) if one.name in OWN_SUMS for row in one.rows for cell in row.cells
    )
    spaced = re.sub(r"\s", " ", f"{known} {own}")
    yield from (found for found in map(_plain_spaces, _SUM.findall(text)) if found not in spaced)


def _plain_spaces(words: str) -> str:
    return re.sub(r"\s", " ", words)


KNOWN = {"98": Provision("Assistance Notice", "1 month after receipt"), "5/3": Provision("Update", "")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("under clause 98 (Assistance Notice)", []),
        ("under clause 98 (Notices)", ["cites 98 (Notices)"]),
        ("as clause 99 provides", ["cites 99 ()"]),
        ("in paragraph 3 of Schedule 5 (Update) and paragraph 4 of Schedule 5", ["cites 5/4 ()"]),
    ],
)
def test_a_wrong_citation_is_seen(words: str, told: list[str]) -> None:
    assert list(miscited(words, KNOWN)) == told


def test_a_wrong_count_is_seen() -> None:
    right = "31 March 2032 (the Expiry Date) minus 9 months is 30 June 2031"
    assert list(miscounted(right)) == [] and list(miscounted(right.replace("30 June", "1 July")))


@pytest.mark.parametrize("name", IN_FORCE)
def test_each_document_agrees_with_the_exit_schedule_that_joins_an_agreement_in_force(name: str) -> None:
    found = papers(name)
    schedule = next(one for one in found.others if one.draft.id == EXIT_SCHEDULE)
    provisions, agreed = provisions_of(render_text(schedule)), render_text(schedule)
    others = [one for one in found.others if one is not schedule]
    wrong = [
        (other.draft.id, complaint)
        for other in others
        for complaint in (
            *mislabelled(other, provisions),
            *misstated(other, provisions, whole=False),
            *misnamed(other, values(schedule)),
            *miscounted(render_text(other)),
            *odd_sums(other, render_text(other), f"{agreed} {found.source}"),
        )
    ]
    assert wrong == []
    assert undated(others, f"{agreed} {found.source}") == []


@pytest.mark.parametrize("name", IN_FORCE)
def test_citations_of_an_agreement_in_force_are_those_that_the_deal_states(name: str) -> None:
    found = papers(name)
    stated = {_PLACE.sub("", str(one)) for one in found.deal.agreement.clauses.model_dump().values() if one}
    schedule = next((one for one in found.others if one.draft.id == EXIT_SCHEDULE), None)
    paragraphs = {number.label: number.title for number in schedule.numbers.values()} if schedule else {}
    for other in (one for one in found.others if one is not schedule):
        text = render_text(other)
        assert {key.partition(".")[0] for key, _ in citations(text)} <= stated, other.draft.id
        for label, before, after in _JOINED.findall(text):
            assert paragraphs[label] == (before or after or paragraphs[label]), (other.draft.id, label)
