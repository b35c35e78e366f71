"""Every room of the package is installed with it."""

from __future__ import annotations

import configparser
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = {"backsource_docs.clause_library", "backsource_docs.templates"}


def test_every_folder_of_modules_is_a_package_of_the_distribution() -> None:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(settings["options"]["packages"].split()) - DATA
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "backsource_docs").rglob("__init__.py")}
    assert listed == found
