"""Whom letters are written to, on which stage of the exit and in which language, as deal and library both say it."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["LANGUAGES", "LANGUAGE_NAMES", "Audience", "Language", "NewsStage", "in_language"]

Audience = Literal[
    "own staff",
    "customers",
    "partners",
    "vendors",
    "investors",
    "regulator",
    "press",
    "supplier staff",
    "employee representatives",
    "business customers",
    "subcontractors",
    "it users",
]
NewsStage = Literal["progress", "cut-over", "completed", "delayed"]
Language = Literal["en", "de", "fr", "es", "pl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGE_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "pl": "Polish"}


def in_language(name: str, language: Language) -> str:
    """The id of a text or a document in a language: customer-letter-de; in English the id itself."""
    return name if language == "en" else f"{name}-{language}"
