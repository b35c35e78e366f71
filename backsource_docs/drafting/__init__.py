"""From a deal and a library to a numbered document."""
