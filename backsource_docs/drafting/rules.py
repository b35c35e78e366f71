"""The manual pages of what is found while clauses are chosen, filled and cited."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "SL01",
        "A recipe names a clause that the library lacks",
        "The document would miss the clause without a word.",
        "- lia-caps in a recipe",
        "- lia-cap in a recipe, and clauses/liability-insurance/lia-cap.md",
    ),
    Rule(
        "SL02",
        "Not exactly one of several clauses fits",
        "Some places want one clause of a group, for example one for each law. If none fits the document has a "
        "gap, and if two fit it contradicts itself.",
        "one_of: [stf-tupe, stf-warn] in a deal without a transfer regime",
        "conditions of which exactly one holds in every deal",
    ),
    Rule(
        "SL03",
        "A clause lacks the position that was asked for",
        "The next one in its order of fallback was taken. Read it before it goes out: it may give away more than "
        "meant.",
        "position: {clauses: {lia-cap: supplier}} where lia-cap has customer and balanced",
        "position: {clauses: {lia-cap: balanced}}",
    ),
    Rule(
        "SL04",
        "The deal states a position for something that does not exist",
        "A position under a wrong name has no effect, and the draft would not be the one that was agreed.",
        "position: {clauses: {lia-caps: balanced}}",
        "position: {clauses: {lia-cap: balanced}}",
    ),
    Rule(
        "SL05",
        "A parameter of a clause is not readable",
        "A parameter has a type: period, money, percent, number, date or text. A value that does not fit becomes "
        "a blank.",
        "position: {clauses: {aud-customer-audit: {parameters: {audits_per_year: twice}}}}",
        "position: {clauses: {aud-customer-audit: {parameters: {audits_per_year: 2}}}}",
    ),
    Rule(
        "SL06",
        "A parameter is outside its usual range",
        "The clause says what is usual. A value beyond it may be meant; it may also be a slip of one zero.",
        "backsourcing: {extension: 60 months}",
        "backsourcing: {extension: 6 months}",
    ),
    Rule(
        "SL07",
        "The deal states a position for a clause that has one text",
        "Some clauses are not negotiated and have one text for all. A position for them changes nothing, and whoever "
        "wrote it may believe that something was conceded or won.",
        "position: {clauses: {blr-general: supplier}}",
        "position: {clauses: {lia-cap: supplier}}",
    ),
    Rule(
        "CM10",
        "A text of the deal is not in the language of a letter",
        "Reasons, news, titles and names of functions stand in the deal in English. A letter in another language never "
        "prints them so: the deal gives each text in that language, or a visible blank stands in its place.",
        "services: [{name: Service desk}] with a letter in German and no translation",
        "communications: {translations: [{of: Service desk, de: IT-Servicedesk}]}",
    ),
    Rule(
        "RF02",
        "A plan or letter cites a clause that the agreement does not have",
        "The citation would be a blank in a document that goes out to the other side.",
        "under [Renewal](term-renewal.md) of the Agreement, in a deal without renewal",
        "the same words with {when=renewal_agreed} at the end of the paragraph",
    ),
    Rule(
        "LT01",
        "The notice cannot be served in the way that the deal says",
        "A notice that is sent by a method that the agreement does not allow is not served, and the exit starts late.",
        "backsourcing: {notice: {method: post}} where the clause on notices does not allow post",
        "backsourcing: {notice: {method: courier}}",
    ),
)
