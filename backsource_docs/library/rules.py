"""The manual pages of what is found in the clause library and its files."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "LB00",
        "A firm's own folder does not exist",
        "The firm's clauses and templates are laid over ours. Without the folder the documents would be built "
        "from ours alone, and nobody would notice.",
        "style: {library: house/clases}",
        "style: {library: house/clauses}",
    ),
    Rule(
        "LB01",
        "Something is not part of the markup",
        "The marks of a clause file are few, so that a lawyer can read it and a program cannot misread it. "
        "Everything else of Markdown is refused by name: other headings, other bold text, tables, links to the "
        "web.",
        "**Important:** the Supplier shall …",
        'the Supplier shall deliver a plan (the **"Exit Plan"**) …',
    ),
    Rule(
        "LB02",
        "A key in the library is not known",
        "Front matter, recipes and facts have a closed set of keys; a misspelled one would be ignored in silence.",
        "titel: Step-in",
        "title: Step-in",
    ),
    Rule(
        "LB03",
        "A key in the library is missing, or a file has no front matter",
        "Without id, title and kind a clause cannot be chosen, referred to or approved.",
        "a file that begins with ## Balanced",
        "a file that begins with --- and its id, title and kind, and ends them with ---",
    ),
    Rule(
        "LB04",
        "A value in the library is not readable",
        "Conditions, parameters, figures and word lists are data; one that cannot be read would drop a clause or "
        "a figure.",
        "when: {all: staff_in_scope}",
        "when: {all: [staff_in_scope]}",
    ),
    Rule(
        "LB05",
        "The name of a file and its id differ",
        "A clause is found by the name of its file, so that nothing need be read to find it.",
        "lia-cap.md with id: liability-cap",
        "lia-cap.md with id: lia-cap",
    ),
    Rule(
        "LB06",
        "A value asks for something that no deal has",
        "What stands between two pairs of braces is a parameter of the clause or a field of the deal. Another "
        "name would print a blank that nobody can ever fill.",
        "within {{ notise_period }} after receipt",
        "within {{ notice_period }} after receipt, with notice_period among the parameters",
    ),
    Rule(
        "LB07",
        "A legal figure has no value under the governing law",
        "Figures are data for one law, from a day on. A clause that asks for a figure of another law needs a "
        "condition.",
        "1. The Supplier shall inform the Customer {{ figures.tupe.liability_information_days }} before the transfer.",
        "the same limb with {when=english_law} at its end",
    ),
    Rule(
        "LB08",
        "A table is not known",
        "Tables are built from the deal by their names; the remedy lists them.",
        "```table with the name service-level inside",
        "```table with the name service-levels inside",
    ),
    Rule(
        "LB09",
        "A law is not known",
        "A clause says for which law it was written. A law that no deal can choose would keep it out of every "
        "document.",
        "laws: [english]",
        "laws: [england-and-wales]",
    ),
    Rule(
        "LB10",
        "The front matter is too long",
        "Front matter says what a clause is; its words belong into the texts and the guidance, where reviewers "
        "read them.",
        "thirty lines of notes as comments above the text",
        "the notes under ## Guidance",
    ),
    Rule(
        "LB11",
        "A fact is not declared",
        "Conditions use the named facts of facts.yaml and nothing else, so that each choice can be explained in words.",
        "{when=staff}",
        "{when=staff_in_scope}",
    ),
    Rule(
        "LB12",
        "A text is empty or missing",
        "A heading without a text would print a clause with a title and no words.",
        "## Supplier, and nothing under it",
        "## Supplier with its text, or no such heading",
    ),
    Rule(
        "LB13",
        "A reference leads nowhere",
        "A reference names a clause or a schedule by its id, and a limb by a name that every position of that "
        "clause has. Otherwise the number would be missing as soon as another position is chosen.",
        "[Step-in](thr-stepin.md)",
        "[Step-in](thr-step-in.md#trigger), with {#trigger} in all three positions",
    ),
    Rule(
        "LB14",
        "A parameter is never used",
        "The parties would be asked for a value that changes nothing.",
        "parameters: {cure_period: …} and no {{ cure_period }} in any position",
        "parameters: {cure_period: …} and “within {{ cure_period }}” in the text",
    ),
    Rule(
        "LB15",
        "A fact is never used",
        "Facts are the vocabulary of conditions. One that nothing asks for is noise to the people who write them.",
        "a fact in facts.yaml that no clause and no recipe names",
        "no such fact, or a clause that needs it",
    ),
    Rule(
        "LB16",
        "A reference calls a clause by another title",
        "Readers of the clause file see the words in brackets; the document prints the title that the clause has.",
        "[Caps](lia-cap.md)",
        "[Limits of liability](lia-cap.md), exactly as its title says",
    ),
    Rule(
        "LB17",
        "A negotiated clause has no order of fallback or no guidance",
        "With three positions comes the question which to offer next and why. The answer is the firm's "
        "experience, and the drafting note in Word is where the negotiator finds it.",
        "three positions without fallback: and without ## Guidance",
        "fallback: [customer, balanced] and guidance: why it matters, what they will say, where to fall back, "
        "where to stop",
    ),
    Rule(
        "LB18",
        "Two positions have the same text",
        "Invented positions cost a negotiator trust. Where a point is not negotiated, one balanced text is right.",
        "## Customer and ## Balanced word for word alike",
        "## Balanced alone",
    ),
    Rule(
        "LB19",
        "The terms declared are not those that the text defines",
        "What a clause introduces is shown in listings and compared when a firm lays its own clause over ours.",
        'introduces: [Exit Plan] and a text that defines **"Exit Scheme"**',
        'introduces: [Exit Plan] and a text that defines **"Exit Plan"**',
    ),
    Rule(
        "LB20",
        "There is no such requirement",
        "What a text satisfies is shown in the proof of coverage, provision by provision. An id that no row has would "
        "count for nothing.",
        "satisfies: [dora-30-3-g]",
        "satisfies: [dora-30-3-f-i], a row of a file in requirements/",
    ),
    Rule(
        "LB21",
        "An exception does not fit the text that makes it",
        "falls_short says at which positions a text does not meet a requirement that its other positions meet.",
        "satisfies: [da-29-1] and falls_short: {supplier: [da-25-1]}",
        "satisfies: [da-29-1] and falls_short: {supplier: [da-29-1]}",
    ),
    Rule(
        "LB22",
        "A file of own requirements does not exist",
        "The proof of coverage would be made without the firm's own requirements, and nobody would notice.",
        "bsdocs coverage deal.yaml --requirements house/requirment.yaml",
        "bsdocs coverage deal.yaml --requirements house/requirements.yaml",
    ),
    Rule(
        "LB30",
        "A file extends nothing",
        "With extends: yes a file holds only what it changes in the file of the same name in the folder beneath. "
        "Where there is none, nearly everything of the clause or the recipe is missing.",
        "house/clauses/lia-kap.md with extends: yes",
        "house/clauses/lia-cap.md with extends: yes",
    ),
    Rule(
        "LB31",
        "The text that a firm's own text lies over has changed",
        "A firm's clause was written with one text of ours in view. When ours changes, for a change of the law or a "
        "mistake found, the firm's own may need the same change, and nobody would notice.",
        "based_on: 0f3ac211d9e0b7aa, and a text beneath with another fingerprint",
        "based_on: with the fingerprint of the text beneath, renewed by bsdocs clauses rebase after a look",
    ),
    Rule(
        "LB32",
        "A firm's own text does not say which text of ours it was written for",
        "Without the fingerprint of the text beneath, a later change of it cannot be reported.",
        "house/clauses/lia-cap.md without based_on:",
        "bsdocs clauses rebase lia-cap --library house, which writes based_on:",
    ),
    Rule(
        "LB33",
        "An approval has lapsed",
        "An approval covers the words that were read. They were changed since, so that a final document with the "
        "clause is refused.",
        "approved: {version: 1, by: A. Osei, ...} and a sentence added since",
        "the clause read again, and bsdocs clauses approve lia-cap --by NAME",
    ),
    Rule(
        "LB34",
        "A clause is added beside one that the recipe does not name",
        "A recipe with extends: yes says where its clauses stand by a neighbour in the recipe beneath. Without the "
        "neighbour the clause would be missing from the document.",
        "add: [{use: house-records, after: tra-extention}]",
        "add: [{use: house-records, after: tra-extension}]",
    ),
    Rule(
        "LB40",
        "A line does not fit the text that it sums up",
        "The lines under ## In a line stand in the term sheet and the playbook, where people decide who read nothing "
        "else. A figure, a condition or a position that the text does not have would mislead them.",
        "- customer: The Customer may leave on 3 months' notice. (and the text says {{ convenience_notice }})",
        "- customer: The Customer may leave on {{ convenience_notice }} notice.",
    ),
    Rule(
        "LB41",
        "A translation is behind its text",
        "A translation says of which version of the English text it was made. When that text moves on, or a firm lays "
        "its own over it, letters in two languages would tell their readers different things.",
        "of: 1 in a translation of customer-letter, whose history has a v2",
        "the translation changed as the text was, and of: 2",
    ),
    Rule(
        "LB42",
        "A translation of nothing",
        "A translation takes its conditions, its parameters and its place in the documents from the English text. "
        "Without that text nothing would ever print it.",
        "translates: customers-letter",
        "translates: customer-letter",
    ),
    Rule(
        "LB43",
        "No words for letters in a language",
        "Around the text of a letter the program prints words of its own: the subject, the signature, the note that "
        "it is a draft. Without them in the language of the letter, English would stand in it.",
        "letters/it/customer-letter-it.md without wording/letters/it.yaml",
        "the same with wording/letters/it.yaml, written as en.yaml is",
    ),
    Rule(
        "LB44",
        "A translation does not print what its text prints",
        "A value or a condition that only one of two languages has is a fact that half of the readers are not told.",
        "**Wann.** Bald. (and the English text says {{ letter.span }})",
        "**Wann.** Schrittweise {{ letter.span }}.",
    ),
    Rule(
        "LB50",
        "Readiness asks for something that is not known",
        "Criteria of readiness look at facts, clauses, documents and keys of the deal by name. A wrong name would be "
        "scored as missing in every deal, and the page for the board would ask for what nobody can give.",
        "{says: an exit plan is drafted, document: exitplan, points: 3}",
        "{says: an exit plan is drafted, document: exit-plan, points: 3}",
    ),
    Rule(
        "LB51",
        "A deadline asks for something that is not known",
        "Deadlines take their periods from clauses and from figures of the law, and count from days that have a name. "
        "A wrong name would leave a last day without a date in every deal.",
        "{id: review, lead: term-review-gate.review_led, before: expiry}",
        "{id: review, lead: term-review-gate.review_lead, before: expiry}",
    ),
)
