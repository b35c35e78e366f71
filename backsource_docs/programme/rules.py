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
)
