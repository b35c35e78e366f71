"""The manual of what a formal notice is refused for."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "NT01",
        "There is no notice of that kind",
        "The kinds are listed in clause_library/notices.yaml; a firm lays its own list over it.",
        "bsdocs notice deal.yaml termination",
        "bsdocs notice deal.yaml termination-for-convenience",
    ),
    Rule(
        "NT02",
        "The agreement does not give this right",
        "A notice under a clause that the agreement does not have has no effect, and may itself be a breach.",
        "a notice of termination on change of control, where change of control is no ground under termination.grounds",
        "a notice on a ground that the agreement has",
    ),
    Rule(
        "NT03",
        "The notice cannot go that way",
        "The clause on notices says by which methods a notice goes, and lets a formal notice go fewer ways.",
        "notices: [{kind: termination-for-cause, method: email}]",
        "notices: [{kind: termination-for-cause, method: courier}]",
    ),
    Rule(
        "NT04",
        "The notice would come too late",
        "A right that is not used in its time ends. What counts is the day of receipt, not the day of sending.",
        "a notice of non-renewal that is received after the last day for it",
        "the same notice, sent by hand on a day that the finding names",
    ),
    Rule(
        "NT05",
        "The day or the length lies outside what the clause allows",
        "A date that is too early takes effect later than planned, or not at all.",
        "notices: [{kind: termination-for-convenience, effective: 2028-02-01}] with a notice of 9 months",
        "notices: [{kind: termination-for-convenience, effective: 2028-10-31}]",
    ),
    Rule(
        "NT06",
        "A step that must come first is not in the record",
        "Some rights exist only after a warning, a time to cure, a talk or an earlier notice. Without a record of it "
        "nobody can prove the right.",
        "notices: [{kind: termination-for-cause, facts: […]}] with no record",
        "record: [{step: breach notice, day: 2028-03-01}, {step: cure period ended, day: 2028-03-31}]",
    ),
    Rule(
        "NT07",
        "The notice lacks what its clause demands",
        "A notice that names no duty, no facts or too few of them starts no time and ends nothing.",
        "notices: [{kind: breach}]",
        "notices: [{kind: breach, duty: …, facts: [{day: 2028-03-04, fact: …}], asks: …}]",
    ),
    Rule(
        "NT08",
        "The notice names a function that the deal does not have",
        "The part that ends must be described by the names that the agreement uses.",
        "functions: [Servicedesk]",
        "functions: [Service desk]",
    ),
    Rule(
        "NT09",
        "A kind of notice names something that is not known",
        "Kinds take their periods from clauses and their last days from the list of deadlines. A wrong name would let "
        "a notice pass that is too late.",
        "{id: breach, clause: trm-cure-proces}",
        "{id: breach, clause: trm-cure-process}",
    ),
    Rule(
        "NT10",
        "The notice is given under an agreement that was not drafted here",
        "Clause numbers come from the deal, titles and defined terms from our clauses. A notice that uses a term the "
        "signed agreement does not have invites a quarrel about what was meant.",
        "agreement: {status: existing}, and a notice sent as it was made",
        "the same notice, read against the signed agreement",
    ),
)
