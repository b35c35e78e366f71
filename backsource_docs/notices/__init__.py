"""Formal notices to the outsourcer: which there are, whether one can be given, and what it says."""
