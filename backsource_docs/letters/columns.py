"""Which column of a table holds what, by the names that people give to columns."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity

__all__ = ["STANDARD", "Columns", "field_name", "read_columns"]

STANDARD: Mapping[str, tuple[str, ...]] = {
    "name": ("full_name", "fullname", "recipient", "recipient_name", "contact_name", "empfaenger", "nombre_completo"),
    "title": ("form_of_address", "honorific", "prefix", "anrede", "civilite", "tratamiento"),
    "first_name": ("firstname", "forename", "given_name", "vorname", "prenom", "nombre", "imie"),
    "last_name": ("lastname", "surname", "family_name", "nachname", "nom", "apellidos", "nazwisko"),
    "salutation": ("greeting", "briefanrede"),
    "company": ("firm", "organisation", "organization", "company_name", "firma", "societe", "empresa"),
    "address": ("postal_address", "mailing_address", "anschrift", "adresse", "direccion", "adres"),
    "street": ("street_address", "strasse", "rue", "calle", "ulica"),
    "postcode": ("post_code", "postal_code", "zip", "zip_code", "plz", "code_postal"),
    "city": ("town", "ort", "stadt", "ville", "ciudad", "miasto"),
    "country": ("land", "pays", "pais", "kraj"),
    "language": ("locale", "sprache", "langue", "idioma", "jezyk"),
    "email": ("e_mail", "mail", "email_address"),
}
"""The fields that we know something about, each with other names that its column may have."""

_ADDRESS_LINE = re.compile(r"address(?:_line)?_(\d)")
_OTHER_NAMES = {other: name for name, others in STANDARD.items() for other in others}


class Columns(Struct, frozen=True):
    """The field that each column of a table fills, in the order of the columns."""

    names: tuple[str, ...]

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The columns that hold one line of the address each, in the order of their numbers."""
        return _address_lines(self.names)


@cache
def _address_lines(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if _ADDRESS_LINE.fullmatch(name)))


def field_name(heading: str) -> str:
    """A heading as the name of a field: "Account no." is account_no; letters lose their accents."""
    folded = heading.casefold().replace("ß", "ss").replace("ł", "l")
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    name = re.sub(r"\W+", "_", plain).strip("_")
    return f"column_{name}" if name[:1].isdigit() else name


def read_columns(
    headings: Sequence[str], given: Mapping[str, str], place: Place
) -> tuple[Columns | None, tuple[Finding, ...]]:
    """The fields of the columns; `given` names for a field the heading of its column, before all other names."""
    while headings and not headings[-1]:
        headings = headings[:-1]
    known = {field_name(heading): heading for heading in headings}
    findings = [_no_column(field, heading, headings, place) for field, heading in given.items()
                if field_name(heading) not in known]  # fmt: skip
    chosen = {field_name(heading): field for field, heading in given.items()}
    names = [chosen.get(name) or name for name in map(field_name, headings)]
    names = [_OTHER_NAMES[name] if name in _OTHER_NAMES and _OTHER_NAMES[name] not in names else name for name in names]
    for number, name in enumerate(names):
        if not name:
            findings.append(_wrong(f"Column {number + 1} has no name.", place, "Name it in the first line."))
        elif name in names[:number]:
            message = f"Two columns are called {headings[number]}, or what means the same."
            findings.append(_wrong(message, place, "Give each column a name of its own."))
    return (None, tuple(findings)) if findings else (Columns(tuple(names)), ())


def _no_column(field: str, heading: str, headings: Sequence[str], place: Place) -> Finding:
    close = difflib.get_close_matches(heading, headings, 1)
    remedy = f"Did you mean {close[0]}?" if close else f"The columns are {', '.join(headings)}."
    return _wrong(f"There is no column {heading} for {field}.", place, remedy)


def _wrong(message: str, place: Place, remedy: str) -> Finding:
    return Finding("ML12", Severity.ERROR, message, place, remedy)
