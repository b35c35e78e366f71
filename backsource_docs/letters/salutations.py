"""How a letter greets its reader, by language and the form of address given; no gender is ever guessed from a name."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["LANGUAGES", "greeting", "language_of"]


class _Manners(Struct, frozen=True):
    """The greetings of a language: by the first word of the form of address, for a name alone, for nobody named.

    In a greeting {rest} is what follows that word, {last} the family name, {name} the whole name.
    """

    names: tuple[str, ...]
    forms: dict[str, str]
    any_form: str
    name_alone: str
    nobody: str


_FRAU, _HERR = "Sehr geehrte Frau {rest} {last}", "Sehr geehrter Herr {rest} {last}"
_SENORA, _SENOR = "Estimada señora {rest} {last}", "Estimado señor {rest} {last}"
LANGUAGES = {
    "en": _Manners(("english", "englisch", "anglais"), {}, "Dear {title} {last}", "Dear {name}", "Dear reader"),
    "de": _Manners(
        ("german", "deutsch", "allemand"),
        {"frau": _FRAU, "fr.": _FRAU, "herr": _HERR, "herrn": _HERR, "hr.": _HERR},
        "Guten Tag {title} {last}",
        "Guten Tag {name}",
        "Sehr geehrte Damen und Herren",
    ),
    "fr": _Manners(
        ("french", "français", "francais"),
        {"madame": "Madame {rest}", "mme": "Madame {rest}", "monsieur": "Monsieur {rest}", "m.": "Monsieur {rest}"},
        "{title}",
        "Madame, Monsieur",
        "Madame, Monsieur",
    ),
    "es": _Manners(
        ("spanish", "español", "espanol"),
        {"señora": _SENORA, "sra.": _SENORA, "sra": _SENORA, "señor": _SENOR, "sr.": _SENOR, "sr": _SENOR},
        "Buenos días, {title} {last}",
        "Buenos días, {name}",
        "A quien corresponda",
    ),
    "pl": _Manners(
        ("polish", "polski"),
        {"pani": "Szanowna Pani {rest}", "pan": "Szanowny Panie"},  # a title after Pan would need its vocative
        "Szanowni Państwo",
        "Szanowni Państwo",
        "Szanowni Państwo",
    ),
}


def language_of(text: str) -> str | None:
    """The code of a language written as a code, a locale or a name: de, de-AT, German, Deutsch; None for another."""
    word = text.strip().casefold().replace("_", "-")
    code = word.split("-")[0]
    if code in LANGUAGES:
        return code
    return next((found for found, manners in LANGUAGES.items() if word in manners.names), None)


def greeting(language: str, title: str, last: str, name: str) -> str:
    """The greeting without the mark that ends it; `language` is one of LANGUAGES, any of the others may be empty."""
    manners = LANGUAGES[language]
    first, _, rest = title.partition(" ")
    pattern = manners.name_alone if name else manners.nobody
    if title and (last or name):
        pattern = manners.forms.get(first.casefold(), manners.any_form)
    words = pattern.format(title=title, rest=rest, last=last or name, name=name)
    return " ".join(words.split())
