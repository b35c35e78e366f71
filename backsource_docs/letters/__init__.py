"""Bulk letters: one Word template and a table of recipients become a letter for each of them."""
