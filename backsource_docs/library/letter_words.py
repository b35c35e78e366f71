"""The words that the program itself puts around the text of a letter, by language: wording/letters/<language>.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import Field, model_validator

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = ["ENGLISH", "LetterWords", "letter_words"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
ENGLISH = "en"
_PLACE = re.compile(r"\{([a-z]+)\}")
_PLACES = {
    "subject": {"title"},
    "signed": {"customer"},
    "to_all": {"name"},
    "move": {"service", "day"},
    "day": {"day"},
    "span": {"first", "last"},
    "contact": {"contact", "page"},
    "registered": {"register"},
    "register_number": {"number"},
    "registered_office": {"address"},
    "principal_office": {"address"},
}


class LetterWords(Closed):
    """The furniture of letters and papers in one language; {names} in braces are the places of values.

    `greeting` is that of a reader whom the deal gives none, `values` what the program's own words are in the language
    (grounds of a notice, kinds of exit), `shell` the words of the Word templates.
    """

    greeting: str
    after_salutation: str
    after_closing: str = ""
    subject: str
    subject_first: bool
    signed: str
    to_all: str
    move: str
    day: str
    span: str
    also: str
    contact: str
    registered: str
    register_number: str
    registered_office: str
    principal_office: str
    draft: str
    disclaimer: str
    missing: str
    quotes: tuple[str, str]
    shell: Mapping[str, str]
    values: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _places(self) -> LetterWords:
        """Each pattern holds the places that the program fills, and no other."""
        for name, wanted in _PLACES.items():
            if set(_PLACE.findall(getattr(self, name))) != wanted:
                named = " and ".join(f"{{{place}}}" for place in sorted(wanted))
                raise ValueError(f"{name} holds {named} and no other place, write it as en.yaml does")
        return self


def letter_words(library: Library, locale: str) -> tuple[LetterWords | None, tuple[Finding, ...]]:
    """The words of a locale, else of its language; None, and why, where the library has none that can be used."""
    language = locale.partition("-")[0]
    names = dict.fromkeys((locale, language))
    source = next((found for name in names if (found := library.table("wording", "letters", f"{name}.yaml"))), None)
    if source is not None:
        return typed(LetterWords, source, CODES)
    message = f"The library has no words for letters in the language {language}."
    remedy = f"Write wording/letters/{language}.yaml as its neighbour en.yaml is written."
    return None, (Finding("LB43", Severity.ERROR, message, Place("clause_library/wording/letters"), remedy),)
