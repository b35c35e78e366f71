"""Ways out: documents as Word files and as text."""
