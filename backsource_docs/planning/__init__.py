"""Tasks and dates of an exit."""
