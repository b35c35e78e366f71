"""The proof of coverage: requirement by requirement, what in the documents of a deal meets it and what is missing."""
