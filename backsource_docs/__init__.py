"""Contracts, exit plans and letters that bring outsourced functions home, from one deal file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backsource_docs.api import BuildResult, BuiltDocument, CheckResult, build, check

__version__ = "0.1.0"
__all__ = ["BuildResult", "BuiltDocument", "CheckResult", "__version__", "build", "check"]


def __getattr__(name: str) -> Any:
    """Loads the functions when they are first asked for, so that the command line starts at once."""
    if name in __all__:
        from backsource_docs import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
