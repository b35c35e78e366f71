"""The diary of an exit: the last day for each notice, what must come first, and how each day was found."""
