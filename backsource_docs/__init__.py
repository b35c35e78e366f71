"""Contracts, exit plans and letters that bring outsourced functions home, from one deal file."""

from __future__ import annotations

__version__ = "0.1.0"
