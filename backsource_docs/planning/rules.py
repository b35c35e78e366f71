"""The manual pages of what is found while key dates and the timetable are computed."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "KD01",
        "The termination date is too early",
        "Notice runs from the day on which it is deemed received. A date before its end makes the notice invalid,"
        " or moves the end against the customer's plan. The remedy names the earliest date that works.",
        "notice: {served: 2027-01-08, ends: 2027-06-30} with 6 months' notice",
        "notice: {served: 2027-01-08, ends: 2027-07-31} with 6 months' notice",
    ),
    Rule(
        "KD02",
        "The termination date lies within the lock-in",
        "For an agreed time after commencement there is no termination for convenience, however long the notice.",
        "termination: {convenience_not_before: 24 months} and an end 20 months after commencement",
        "an end 24 months after commencement or later, or another ground",
    ),
    Rule(
        "KD03",
        "The work ends after the assistance",
        "Tasks that need the outsourcer would fall into a time in which it owes no help.",
        "backsourcing: {assistance: 6 months} and a timetable of 8",
        "backsourcing: {assistance: 9 months}, an extension, or earlier milestones",
    ),
    Rule(
        "KD04",
        "A task ends after its milestone",
        "The computed work does not fit into the dates that were promised, or that the agreement sets for it.",
        "a milestone 4 weeks after the start of a phase whose tasks take 10",
        "a later milestone, an earlier start of the phase, or shorter tasks",
    ),
    Rule(
        "KD05",
        "The announcement comes before the notice",
        "An outsourcer that reads of the exit in the news before it has the notice will not cooperate.",
        "notice: {served: 2027-01-08, method: courier, announcement: 2027-01-08}",
        "notice: {served: 2027-01-08, method: courier, announcement: 2027-01-11}",
    ),
    Rule(
        "KD06",
        "Tasks wait for each other in a circle",
        "No date can be computed for tasks of which each must come after the other.",
        "a: {after: [b]} and b: {after: [a]}",
        "a: {after: []} and b: {after: [a]}",
    ),
    Rule(
        "KD07",
        "A task names something that is not known",
        "Tasks refer to facts, to other tasks and to clauses by name; a wrong name would drop a dependency.",
        "{id: train-team, after: [shadwoing]}",
        "{id: train-team, after: [shadowing]}",
    ),
    Rule(
        "KD08",
        "Too little time between the approval and the notice",
        "The message, the talk with the outsourcer and the word to the regulator come after the approval and before"
        " the notice. Where they do not fit between the two dates, one of these dates is wrong.",
        "notice: {approved_on: 2028-01-12, served: 2028-01-14}",
        "notice: {approved_on: 2027-12-16, served: 2028-01-14}",
    ),
    Rule(
        "KD09",
        "A wave starts before the wave before it is ready",
        "A wave starts only when the one before it has passed its tests, so that the team has learned and is free."
        " The plan dates the tasks of the wave later than the deal starts its phase.",
        "phases: {name: Wave 2, start: 2028-05-08} while wave 1 is tested until 1 June 2028",
        "phases: {name: Wave 2, start: 2028-06-05}",
    ),
    Rule(
        "KD10",
        "A function moves on a day of peak business",
        "Nothing moves on the last or the first two business days of a month, on or beside a public holiday, and a"
        " critical function does not move on the day of another.",
        "milestones: {name: Payroll live in-house, date: 2028-06-30, service: Payroll}",
        "milestones: {name: Payroll live in-house, date: 2028-06-16, service: Payroll}",
    ),
    Rule(
        "KD11",
        "The notice comes within the lock-in",
        "In the supplier text of termination for convenience the lock-in bars the notice itself: one that is given"
        " earlier has no effect and has to be served again.",
        "position: {overall: supplier}, a lock-in until 1 March 2028 and notice: {served: 2028-01-14}",
        "notice: {served: 2028-03-01}",
    ),
    Rule(
        "KD12",
        "The wished day cannot be met",
        "Counted back from the wished day with every permitted method of service, the last day to send the notice has"
        " passed, or the lock-in rules the day out. The remedy names what is still possible.",
        "bsdocs dates deal.yaml --wish 2028-06-30 --as-of 2028-01-14 with 6 months' notice",
        "bsdocs dates deal.yaml --wish 2028-07-31 --as-of 2028-01-14 with 6 months' notice",
    ),
    Rule(
        "KD13",
        "Days are counted by our clauses beside an agreement in force",
        "The text of an agreement in force is not known here: its days are those that the periods of the deal file give"
        " under our clauses.",
        "agreement: {status: existing} with the periods of a new draft",
        "agreement: {status: existing} and each period in the deal as the signed text has it",
    ),
)
