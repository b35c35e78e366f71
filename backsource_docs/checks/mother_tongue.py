"""A text for readers of another language is in English

An entry for readers of another language is written in that language, and so is each translation. Nothing between the
deal and the reader translates: what stands there in English is printed in English, in the middle of the letter.

Bad:
    {audience: customers, language: de, effect: Your accounts and your cards stay the same.}

Good:
    {audience: customers, language: de, effect: Ihre Konten und Ihre Karten bleiben gleich.}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import messages_in, texts_of_deal
from backsource_docs.findings import Finding, Severity
from backsource_docs.readers import LANGUAGE_NAMES

__all__ = ["CODE", "find"]

CODE = "CM11"
_ENGLISH = frozenset(
    ["the", "your", "you", "our", "with", "and", "this", "that", "are", "does", "from", "they", "have", "please"]
)
_WORD = re.compile(r"[a-z]+")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Texts of the deal with several words of English in letters in another language."""
    for reading in messages_in(bundle):
        language = reading.made.selection.recipe.language
        for words, place in texts_of_deal(bundle, reading) if language != "en" else ():
            if len(_ENGLISH.intersection(_WORD.findall(words.lower()))) > 1:
                message = f"“{words}” reads as English and stands in a letter in {LANGUAGE_NAMES[language]}."
                remedy = f"Write it in {LANGUAGE_NAMES[language]}."
                yield Finding(CODE, Severity.WARNING, message, place, remedy)
