"""The library on disk: an index of files, each read when it is asked for; later folders lie over earlier ones."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct, field
from pydantic import BaseModel

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.clause_file import read_clause
from backsource_docs.library.facts import Fact, facts_from
from backsource_docs.library.figures import Figure, figures_from
from backsource_docs.library.folders import files_by_id
from backsource_docs.library.markup import Markup
from backsource_docs.library.overlaying import extended_recipe, extends
from backsource_docs.library.recalling import recalling, recalling_markup
from backsource_docs.library.recipes import Recipe
from backsource_docs.memory import Memory
from backsource_docs.readers import LANGUAGES, Language, in_language
from backsource_docs.schema import Codes, typed
from backsource_docs.yamlfile import Reader, YamlText

if TYPE_CHECKING:
    from backsource_docs.library.requirements import Requirement

__all__ = ["Library"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
Model = TypeVar("Model", bound=BaseModel)
UNION = "eu"
_FOLDERS = ("clauses", "definitions", "bridges", "letters", "sections")


class Library(Struct, frozen=True, dict=True):
    """Clause folders and template folders; of two files with one name the one in the later folder counts.

    Everything is read once and kept; what is wrong in a file that was read stands in `findings`. `memory` spares
    the parsing of files that an earlier run has parsed.
    """

    folders: tuple[Path, ...]
    templates: tuple[Path, ...]
    findings: list[Finding] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    own_requirements: tuple[Path, ...] = ()
    _read: dict[str, Clause | None] = field(default_factory=dict)
    _recipes: dict[str, Recipe | None] = field(default_factory=dict)
    _lowered: dict[int, Library] = field(default_factory=dict)

    @cached_property
    def read(self) -> Reader:
        """Reads YAML, or remembers it."""
        return recalling(self.memory)

    @cached_property
    def parse(self) -> Markup:
        """Parses the texts of clauses, or remembers them."""
        return recalling_markup(self.memory)

    @cached_property
    def kinds(self) -> Mapping[str, Mapping[str, str]]:
        """The path of the file of each id, by kind."""
        return {kind: files_by_id(folder / kind for folder in self.folders) for kind in _FOLDERS}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The path of the file of each id, of whatever kind."""
        return {name: path for files in self.kinds.values() for name, path in files.items()}

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind ("clauses", "definitions", "bridges", "letters", "sections"), sorted."""
        return tuple(sorted(self.kinds[kind]))

    def clause(self, name: str) -> Clause | None:
        """The clause, definition, letter or section of that id, or None where there is none that can be read."""
        if name not in self._read:
            path = self.files.get(name)
            self._read[name] = self._clause(name, Path(path)) if path else None
        return self._read[name]

    def clauses(self, kind: str) -> Iterator[Clause]:
        """All readable clauses of a kind, by id."""
        for name in self.ids(kind):
            clause = self.clause(name)
            if clause:
                yield clause

    def beneath(self, name: str) -> Clause | None:
        """The clause of that id that another folder's file lies over, or None where nothing lies beneath it."""
        if len(self.folders) == 1:
            return None
        path = self.files.get(name)
        depth = self._depth(Path(path)) if path else 0
        return self._lower(depth).clause(name) if depth else None

    def _lower(self, depth: int) -> Library:
        """The library of the first folders alone."""
        if depth not in self._lowered:
            self._lowered[depth] = Library(self.folders[:depth], self.templates, memory=self.memory)
        return self._lowered[depth]

    def _clause(self, name: str, path: Path) -> Clause | None:
        shown = self.shown(path)
        clause, findings = read_clause(path.read_bytes(), shown, self.read, lambda: self.beneath(name), self.parse)
        self.findings.extend(findings)
        if clause and clause.matter.translates:
            clause = self._translation(clause)
        if clause and clause.matter.based_on:
            self.findings.extend(self._outdated(clause))
        if clause:
            self.findings.extend(self._undeclared(clause.matter.when.facts, clause.places))
        if clause and clause.id != name:
            message = f"The file is called {path.name}, but its id is {clause.id}."
            self.findings.append(Finding("LB05", Severity.ERROR, message, Place(shown, 2), "Let both be the same."))
        return clause

    def _translation(self, clause: Clause) -> Clause | None:
        """A translation with what its original says of itself; None, and a finding, where there is no original."""
        matter, path = clause.matter, self.files.get(clause.matter.translates)
        original = self.clause(matter.translates) if path and matter.translates != clause.id else None
        place = clause.places.place(("translates",))
        if path is None or original is None or original.matter.kind != matter.kind or original.matter.translates:
            message = f"{clause.id} translates {matter.translates}, and there is no English {matter.kind} of that name."
            remedy = "Name the text that it translates, as its file is called."
            self.findings.append(Finding("LB42", Severity.ERROR, message, place, remedy))
            return None
        if original.version != matter.of or self._is_another(original, Path(path), Path(self.files[clause.id])):
            self.findings.append(_behind(clause, original))
        return clause.translating(original)

    def _is_another(self, original: Clause, path: Path, translation: Path) -> bool:
        """Whether a firm's own words lie over the text that was translated; an approval of it changes no words."""
        if self._depth(path) <= self._depth(translation):
            return False
        beneath = self.beneath(original.id)
        return beneath is None or beneath.fingerprint != original.fingerprint

    def _depth(self, path: Path) -> int:
        """The number of the folder that a file stands in, the undermost 0."""
        return max((number for number, folder in enumerate(self.folders) if path.is_relative_to(folder)), default=0)

    def _outdated(self, clause: Clause) -> Iterator[Finding]:
        """A finding where the text beneath is no longer the one that the firm's own was written for."""
        base = self.beneath(clause.id)
        if base and base.fingerprint != clause.matter.based_on:
            message = f"The text that {clause.id} was laid over has changed since (version {base.version} now)."
            remedy = f"Compare the two, then renew based_on: bsdocs clauses rebase {clause.id} --library …"
            yield Finding("LB31", Severity.WARNING, message, clause.places.place(("based_on",)), remedy)

    def _undeclared(self, names: Iterable[str], source: YamlText) -> Iterator[Finding]:
        for name in names:
            if name not in self.facts:
                message = f"The fact {name} is not in facts.yaml."
                place = source.place(("when",))
                yield Finding("LB11", Severity.ERROR, message, place, "Declare it or correct the name.")

    def shown(self, path: Path) -> str:
        """The path as findings show it: from the library's folder on."""
        named = str(path)
        for folder in (*self.folders, *self.templates):
            if named.startswith(f"{folder}{os.sep}"):
                return f"{folder.name}/{named[len(str(folder)) + 1 :].replace(os.sep, '/')}"
        return path.as_posix()

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """All named facts."""
        facts: dict[str, Fact] = {}
        for source in self._yaml(folder / "facts.yaml" for folder in self.folders):
            found, findings = facts_from(source)
            facts.update(found)
            self.findings.extend(findings)
        return facts

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """All requirements by id: those of each folder, then those of the user's own files."""
        from backsource_docs.library.requirements import requirements_from

        inside = (path for folder in self.folders for path in sorted((folder / "requirements").glob("*.yaml")))
        requirements: dict[str, Requirement] = {}
        for source in self._yaml((*inside, *self.own_requirements)):
            found, findings = requirements_from(source)
            self.findings.extend(findings)
            for row in found:
                self.findings.extend(self._undeclared(row.applies.facts, source.part("requirements").part(row.id)))
                requirements[row.id] = row
        return requirements

    def figures(self, law: str) -> tuple[Figure, ...]:
        """The figures of a law and of the Union, past and present, and those of others that follow the place of work.

        Of two other laws that know a figure by the same name neither is taken: nothing says which of them is meant.
        """
        laws = {path.name for folder in self.folders for path in (folder / "law").glob("*")}
        own = self._figures(law)
        abroad = {
            other: [figure for figure in self._figures(other) if figure.follows_work or other == UNION]
            for other in sorted(laws - {law})
        }
        homes = Counter(name for figures in abroad.values() for name in {figure.name for figure in figures})
        homes.update(dict.fromkeys((figure.name for figure in own), len(abroad) + 1))
        return (*own, *(figure for figures in abroad.values() for figure in figures if homes[figure.name] == 1))

    def _figures(self, law: str) -> tuple[Figure, ...]:
        figures: list[Figure] = []
        for folder in self.folders:
            for source in self._yaml(sorted((folder / "law" / law).glob("*.yaml"))):
                found, findings = figures_from(source)
                figures += found
                self.findings.extend(findings)
        return tuple(figures)

    def table(self, *names: str) -> YamlText | None:
        """A YAML file of the library (tasks, wording), from the last folder that has it."""
        sources = list(self._yaml(folder.joinpath(*names) for folder in self.folders))
        return sources[-1] if sources else None

    @cached_property
    def recipes(self) -> tuple[str, ...]:
        """The ids of all recipes."""
        names = {path.stem for folder in self.templates for path in (folder / "documents").glob("*.yaml")}
        return tuple(sorted(names))

    def recipe(self, name: str) -> Recipe | None:
        """The recipe of that id, one that translations give among them, or None where there is none."""
        if name not in self._recipes:
            self._recipes[name] = self._recipe(name)
        return self._recipes[name]

    def _recipe(self, name: str) -> Recipe | None:
        source = self._recipe_source(name, len(self.templates))
        if source is None:
            original, _, language = name.rpartition("-")
            base = self.recipe(original) if original and language in LANGUAGES else None
            return self.translated(base, cast(Language, language)) if base else None
        recipe, findings = typed(Recipe, source, CODES)
        self.findings.extend(findings)
        unknown = list(self._undeclared(recipe.when, source)) if recipe else []
        self.findings.extend(unknown)
        return None if unknown else recipe

    def translated(self, recipe: Recipe, language: Language) -> Recipe | None:
        """The recipe in a language: itself, or made from the translations of its texts; None where one is lacking."""
        if recipe.language == language:
            return recipe
        names = {name: in_language(name, language) for slot in recipe.slots for name in slot.clauses}
        if recipe.language != "en" or not names or any(name not in self.files for name in names.values()):
            return None
        first = self.clause(next(iter(names.values())))
        return recipe.translated(names, first.matter.title, language) if first else None

    def _recipe_source(self, name: str, depth: int) -> YamlText | None:
        """The recipe as data, from the last of the first `depth` folders that has it, laid over those it extends."""
        for number in reversed(range(depth)):
            for source in self._yaml([self.templates[number] / "documents" / f"{name}.yaml"]):
                if not extends(source):
                    return source
                merged, findings = extended_recipe(self._recipe_source(name, number), source)
                self.findings.extend(findings)
                return merged
        return None

    def template(self, *names: str) -> Path | None:
        """A file of the templates, from the last folder that has it."""
        paths = [folder.joinpath(*names) for folder in self.templates]
        return next((path for path in reversed(paths) if path.is_file()), None)

    def _yaml(self, paths: Iterable[Path]) -> Iterator[YamlText]:
        for path in paths:
            if path.is_file():
                source, findings = self.read(path.read_bytes(), self.shown(path))
                self.findings.extend(findings)
                if source:
                    yield source


def _behind(clause: Clause, original: Clause) -> Finding:
    """The finding for a translation of a text that is no longer the one beneath it."""
    own = "another file lies over it now" if original.version == clause.matter.of else f"it is v{original.version} now"
    message = f"{clause.id} was made from v{clause.matter.of} of {original.id}, and {own}."
    remedy = f"Compare the two, change the translation, and write of: {original.version}."
    return Finding("LB41", Severity.WARNING, message, clause.places.place(("of",)), remedy)
