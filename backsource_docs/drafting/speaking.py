"""The language of one letter: its words around values, its dates, and what the texts of the deal are called in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.letter_words import ENGLISH, LetterWords, letter_words
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.readers import LANGUAGE_NAMES, Language
from backsource_docs.tree import Blank, Block, Bullet, Content, Draft, Inline, Limb, Paragraph, Text
from backsource_docs.values import print_date

__all__ = ["Speech", "bound_in", "locale_of", "speech_of", "woven"]

_PLACE = re.compile(r"\{([a-z]+)\}")
_ENTRY = re.compile(r"\[(\d+)\]")
_NAMES = ("name", "known_as", "short_name", "address", "email", "phone", "page", "reference", "recipient")
_AS_THEY_STAND = ("agreement.title",)
_OF_FUNCTIONS = ("services", "communications.news", "exit.")
_OF_ITS_LANGUAGE = ("communications.stakeholders", "position.clauses")
_NO_BREAK = "\u00a0"
_HELD: Mapping[str, re.Pattern[str]] = {
    "de": re.compile(r"(?<=§) (?=\d)|(?<=\bz\.) (?=B\.)|(?<=\bu\.) (?=a\.)|(?<=\bd\.) (?=h\.)"),
    "fr": re.compile(r" (?=[:;!?»])|(?<=«) |(?<=\d) (?=jours?\b)"),
    "pl": re.compile(r"(?<=\b[aiouwzAIOUWZ]) "),
}


class Speech(Struct, frozen=True):
    """How a document speaks: its language and locale, its words, and the deal's texts in it by their English ones."""

    language: Language
    locale: str
    words: LetterWords
    file: DealFile
    texts: Mapping[str, str] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def foreign(self) -> bool:
        """Whether it speaks another language than the deal."""
        return self.language != ENGLISH

    def day(self, day: datetime.date) -> str:
        return print_date(day, self.locale)

    def said(self, text: str, path: str) -> Text | Blank:
        """A text of the deal in this language; a blank, and a finding, where the deal has none and it is no name."""
        if not self.foreign or path.startswith(_OF_ITS_LANGUAGE):
            return Text(self._typeset(text), path=path)
        found = self.texts.get(" ".join(text.split()))
        if _is_name(path):
            return Text(found or text, path=path)
        found = found or self.words.values.get(text)
        return Text(self._typeset(found), path=path) if found else self._lacking((text,), path)

    def series(self, texts: tuple[str, ...], path: str) -> Text | Blank:
        """Several texts of the deal as a list; one blank where one of them is lacking."""
        said = [self.said(text, path) for text in texts]
        words = [piece.text for piece in said if isinstance(piece, Text)]
        if len(words) < len(texts):
            return self._lacking([text for text, one in zip(texts, said, strict=True) if isinstance(one, Blank)], path)
        return Text(self.words.also.join(filter(None, [", ".join(words[:-1]), words[-1]])), path=path)

    def with_labels(self, draft: Draft) -> Draft:
        """The draft with the labels of its blanks in its own language: what is missing, by its path in the deal."""
        if not self.foreign:
            return draft
        parts = (replace(part, blocks=tuple(map(self._labelled, part.blocks))) for part in draft.parts)
        return replace(draft, parts=tuple(parts))

    def label(self, piece: Inline) -> Inline:
        """A blank that is printed, with its label in this language; any other inline as it is."""
        if not (self.foreign and isinstance(piece, Blank)):
            return piece
        self.findings.extend(self._untold(text, piece.path) for text in self.lacking.get(piece.path, ()))
        return replace(piece, label=f"{self.words.missing}: {piece.path or piece.label}")

    def _labelled(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Bullet):
            return replace(block, content=tuple(map(self.label, block.content)))
        if isinstance(block, Limb):
            content, children = tuple(map(self.label, block.content)), tuple(map(self._labelled, block.children))
            return replace(block, content=content, children=children)
        return block

    def _typeset(self, text: str) -> str:
        """The text with the quotation marks and the unbroken spaces of the language."""
        if not self.foreign:
            return text
        marks = iter(text.count('"') * self.words.quotes)
        return bound_in(self.language)(re.sub('"', lambda _: next(marks), text))

    def _lacking(self, texts: Sequence[str], path: str) -> Blank:
        """A blank for texts of the deal; a finding follows only where it is printed."""
        self.lacking[path] = tuple(texts)
        return Blank("", path)

    def _untold(self, text: str, path: str) -> Finding:
        name = LANGUAGE_NAMES[self.language]
        message = f"The deal has no {name} for “{text}”, and a letter in {name} prints it: a blank stands there."
        steps = tuple(
            int(step) if step.isdigit() else step
            for step in _ENTRY.sub(lambda match: f".{int(match[1]) - 1}", path).split(".")
        )
        known = steps in self.file.source.places
        place = self.file.source.room_for(steps if known else ("communications", "translations"))
        remedy = f"Write under communications, translations: - {{of: {_as_yaml(text)}, {self.language}: …}}."
        return Finding("CM10", Severity.WARNING, message, place, remedy)


def _as_yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_name(path: str) -> bool:
    """Whether a text names somebody or something by a name that stays as it is in every language."""
    if path.startswith(_OF_FUNCTIONS):
        return False
    return path.rpartition(".")[2] in _NAMES or path in _AS_THEY_STAND


def speech_of(recipe: Recipe, file: DealFile, library: Library) -> tuple[Speech | None, tuple[Finding, ...]]:
    """How a letter or a paper of the recipe speaks; None for a contract, and where the library lacks the words."""
    if recipe.kind == "contract":
        return None, ()
    locale = locale_of(recipe.language, file.deal)
    words, findings = letter_words(library, locale)
    if words is None:
        return None, findings
    return Speech(recipe.language, locale, words, file, _texts(file.deal, recipe.language)), findings


def locale_of(language: Language, deal: Deal) -> str:
    """The language with the customer's country, where it is spoken there; the locale of the deal for English."""
    if language == ENGLISH:
        return deal.locale
    from babel.localedata import exists

    country = deal.customer.country
    spoken = country and exists(f"{language}_{country}")
    return f"{language}-{country if spoken else language.upper()}"


def _texts(deal: Deal, language: Language) -> dict[str, str]:
    if language == ENGLISH:
        return {}
    entries = deal.communications.translations
    return {" ".join(entry.of.split()): said for entry in entries if (said := getattr(entry, language))}


def woven(pattern: str, **pieces: Inline | Content) -> Content:
    """The pattern as inlines, each {place} in it filled with its piece."""
    return tuple(_woven(pattern, pieces))


def _woven(pattern: str, pieces: Mapping[str, Inline | Content]) -> Iterator[Inline]:
    for number, words in enumerate(_PLACE.split(pattern)):
        if number % 2:
            piece = pieces[words]
            yield from piece if isinstance(piece, tuple) else (piece,)
        elif words:
            yield Text(words)


def bound_in(language: Language) -> Callable[[str], str]:
    """A function that sets the spaces at which no line of this language may end."""
    pattern = _HELD.get(language)
    return (lambda text: pattern.sub(_NO_BREAK, text)) if pattern else str
