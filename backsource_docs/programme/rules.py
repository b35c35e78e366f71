"""The manual pages of what is found in the timetable as the deal changes it."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "PL01",
        "The deal changes a task that is not in its plan",
        "A change of a task that is left out, or under a wrong name, would be lost in silence. The remedy names the"
        " nearest task.",
        "plan: {changes: [{task: recrut, duration: 45 business days}]}",
        "plan: {changes: [{task: recruit, duration: 45 business days}]}",
    ),
    Rule(
        "PL02",
        "The tasks go on beyond all calendars",
        "Lengths of whole centuries one after the other are a slip of the keyboard.",
        "plan: {changes: [{task: recruit, duration: 99 years}, {task: platform, duration: 99 years}]} and so on",
        "plan: {changes: [{task: recruit, duration: 99 business days}]}",
    ),
    Rule(
        "PL03",
        "A task cannot start on the day that the deal fixes",
        "What must come before it is not done by then, or the day is no Business Day. The plan dates the task as soon"
        " after it as it can; the message names the chain of tasks that holds it up.",
        "plan: {changes: [{task: kick-off, starts_on: 2028-01-15}]}",
        "plan: {changes: [{task: kick-off, starts_on: 2028-01-24}]}",
    ),
    Rule(
        "PL04",
        "A service would move on a day of no change",
        "Year-end closing, a freeze of the market or of payments: whoever moves a service on such a day has no help if"
        " it fails.",
        "plan: {freezes: [{name: Year-end closing, first: 2028-12-15, last: 2029-01-05}]} and a cut-over on 2028-12-20",
        "the same freeze and a cut-over on 2028-12-08",
    ),
    Rule(
        "PL05",
        "The assistance is too short for the plan",
        "Lengths of work are never certain. The plan is run many times with lengths between the shortest and the"
        " longest of each task; where the work ends too late in more than one run of five, the agreement should give"
        " longer assistance than it does. The remedy is the shortest length in whole months that holds four runs of"
        " five.",
        "backsourcing: {assistance: 6 months} and work that ends within 9 months in 80% of the runs",
        "backsourcing: {assistance: 9 months}",
    ),
    Rule(
        "PL06",
        "The report of what was done cannot be read",
        "A line that is read wrongly moves the end of the exit. The report is a CSV file whose first line names its"
        " columns: task, started, finished, percent, expected, note. Days are written year-month-day.",
        "kick-off,17/01/2028,,",
        "kick-off,2028-01-17,,",
    ),
    Rule(
        "PL07",
        "The report names a task that is not in the plan",
        "What is reported of a task under a wrong name would be lost, and the task would count as not begun.",
        "kick-of,2028-01-17,2028-01-17,100",
        "kick-off,2028-01-17,2028-01-17,100",
    ),
    Rule(
        "PL08",
        "The report contradicts itself",
        "A task cannot end before it began, be done without a last day, or have ended on a day to come.",
        "kick-off,2028-01-18,2028-01-17,100",
        "kick-off,2028-01-17,2028-01-17,100",
    ),
    Rule(
        "PL09",
        "As things stand a promised day is missed",
        "The days are counted again from what was done. Where a milestone or the end of assistance is missed, the"
        " committee shortens work, moves the date or asks for an extension while it still can.",
        "a report by which the cut-over of 14 July 2028 is reached on 28 July 2028",
        "shorter work on the chain that the report names, or a new date for the milestone",
    ),
    Rule(
        "PL10",
        "A task that should have ended is not reported",
        "What is not reported counts as not begun, and everything after it is forecast late.",
        "a report of 5 May 2028 without a line for kick-off, planned for 18 January 2028",
        "kick-off,2028-01-18,2028-01-18,100",
    ),
    Rule(
        "PL11",
        "A service moves about the turn of the year, or in a freeze of the sector",
        "Most companies let nothing move between the middle of December and the first days of January: books are"
        " closed, and nobody is there to help. For banks, insurers and retailers the plan takes the usual days, until"
        " the deal states its own or lifts them; for others it asks.",
        "customer: {sector: financial} and a cut-over on 2028-12-20",
        "a cut-over on 2028-12-08, or plan: {year_end_freeze: no}",
    ),
    Rule(
        "PL12",
        "Work that rests on the notice comes before it",
        "Until the notice counts as received, the outsourcer owes no help with the exit, and nothing can come home"
        " under it.",
        "notice: {served: 2028-01-14} and plan: {changes: [{task: kick-off, starts_on: 2028-01-10}]}",
        "the same notice and plan: {changes: [{task: kick-off, starts_on: 2028-01-19}]}",
    ),
    Rule(
        "PL13",
        "The notice comes before it can be prepared",
        "The approval, the message and the talk with the outsourcer come before the notice. Counted back from its day"
        " the approval should be past, and the deal does not say that it was given.",
        "as_of: 2028-01-10 and notice: {served: 2028-01-14}",
        "notice: {served: 2028-03-14}, or approved_on where the exit is approved already",
    ),
    Rule(
        "PL14",
        "A cost of the take-back leads nowhere",
        "Work of a role that is on no rate card, the cost of a function that stays, a sum in another currency: it would"
        " be missing from the total in silence.",
        "plan: {costs: {assistance: [{role: Senior enginer, quantity: 240}]}}",
        "plan: {costs: {assistance: [{role: Senior engineer, quantity: 240}]}}",
    ),
    Rule(
        "PL15",
        "A plan without dates has no state",
        "Without a notice the timetable is counted from a day that nobody knows, so that nothing can be late.",
        "bsdocs plan status on a deal without backsourcing.notice",
        "backsourcing: {notice: {served: 2028-01-14, ends: 2028-10-31}}",
    ),
    Rule(
        "PL16",
        "The baseline cannot be read or written",
        "Slips are counted from the plan that was agreed. A file that is no baseline gives none, and an agreed one is"
        " never written over.",
        "bsdocs plan status deal.yaml --actuals actuals.csv --baseline timetable.csv",
        "bsdocs plan baseline deal.yaml -o baseline.json, then plan status with --baseline baseline.json",
    ),
    Rule(
        "PL17",
        "The plan is no longer that of the baseline",
        "Tasks that are new, gone or moved since the plan was agreed change what a slip means. The report goes on"
        " counting from the baseline until a new one is agreed.",
        "a cut-over moved in the deal, and no new baseline",
        "bsdocs plan baseline deal.yaml -o baseline-2.json, agreed by the committee",
    ),
)
