"""What the deal changes in the timetable of the exit: own tasks, other lengths, fixed days, days of no change."""

from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from backsource_docs.deal.costs import Costs
from backsource_docs.deal.fields import Day, DealModel, Span, Words

__all__ = ["Freeze", "OwnTask", "Plan", "TaskChange", "TaskLink"]


class TaskLink(DealModel):
    """What a task waits for; written as the bare id of the other task where it simply comes after it."""

    task: Words = Field(title="other task", description="Id of the task that comes first.", examples=["needs"])
    link: Literal["finish-start", "start-start", "finish-finish", "start-finish"] = Field(
        "finish-start",
        title="kind of link",
        description="Which end of the other task is tied to which end of this one.",
        examples=["start-start"],
    )
    lag: Span | None = Field(None, title="lag", description="Time between the two.", examples=["5 business days"])
    lead: Span | None = Field(
        None, title="lead", description="Time by which the two overlap instead.", examples=["2 business days"]
    )


class _TaskAlone:
    """A link may be written as the bare id of the other task."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(_linked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _linked(value: object) -> object:
    return {"task": value} if isinstance(value, str) else value


After = Annotated[TaskLink, _TaskAlone()]


class TaskChange(DealModel):
    """A task of the library as this deal has it; what is not given stays as it is."""

    task: Words = Field(title="task", description="Id of the task in the library.", examples=["recruit"])
    wave: int | None = Field(
        None, title="wave of the task", description="This wave's copy only; all if absent.", examples=["2"]
    )
    function: str | None = Field(
        None,
        title="function of the task",
        description="This function's copy only; all if absent.",
        examples=["Payroll"],
    )
    leave_out: bool = Field(False, title="leave out", description="Takes the task out of the plan.", examples=["yes"])
    because: str | None = Field(
        None, title="reason", description="Why, for those who read the plan.", examples=["the posts are filled already"]
    )
    owner: str | None = Field(
        None, title="owner", description="Role that does it, instead of the usual one.", examples=["People lead"]
    )
    duration: Span | None = Field(
        None, title="likely duration", description="Length, instead of the usual one.", examples=["30 business days"]
    )
    shortest: Span | None = Field(
        None, title="shortest duration", description="Length if all goes well.", examples=["20 business days"]
    )
    longest: Span | None = Field(
        None, title="longest duration", description="Length if much goes wrong.", examples=["60 business days"]
    )
    after: tuple[After, ...] = Field(
        (), title="further predecessors", description="Tasks that must come first as well.", examples=[["kick-off"]]
    )
    starts_on: Day | None = Field(
        None, title="fixed start", description="Day on which the task starts.", examples=["2028-05-02"]
    )


class OwnTask(DealModel):
    """A task that the library does not have."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        title="id of the task",
        description="Short name by which other tasks refer to it.",
        examples=["pilot-branches"],
    )
    name: Words = Field(title="name of the task", description="What is done.", examples=["Pilot with two branches"])
    phase: Words = Field(
        title="phase of the task", description="Phase of the plan that it belongs to.", examples=["Build and test"]
    )
    owner: Words = Field(title="owner", description="Role that does it.", examples=["Operations lead"])
    duration: Span | None = Field(
        None, title="likely duration", description="Length; none for a milestone.", examples=["10 business days"]
    )
    shortest: Span | None = Field(
        None, title="shortest duration", description="Length if all goes well.", examples=["8 business days"]
    )
    longest: Span | None = Field(
        None, title="longest duration", description="Length if much goes wrong.", examples=["20 business days"]
    )
    each: Literal["", "wave", "function"] = Field(
        "", title="repeated for", description="Once for each wave or function; once in all if empty.", examples=["wave"]
    )
    after: tuple[After, ...] = Field(
        (), title="predecessors", description="Tasks that must come first.", examples=[["user-tests"]]
    )
    ahead_of: tuple[Words, ...] = Field(
        (), title="successors", description="Tasks that must wait for it.", examples=[["go-decision"]]
    )
    starts_on: Day | None = Field(
        None, title="fixed start", description="Day on which the task starts.", examples=["2028-06-05"]
    )
    moves: bool = Field(
        False, title="moves a service", description="Not allowed on days of no change.", examples=["no"]
    )
    assistance: bool = Field(
        True, title="needs assistance", description="Must be done in the assistance period.", examples=["yes"]
    )
    deliverable: str | None = Field(
        None, title="deliverable", description="What it leaves behind.", examples=["Report on the pilot"]
    )


class Freeze(DealModel):
    """Days on which nothing may move."""

    name: Words = Field(title="name of the freeze", description="Why nothing may move.", examples=["Year-end closing"])
    first: Day = Field(title="first day of the freeze", description="First day.", examples=["2028-12-15"])
    last: Day = Field(title="last day of the freeze", description="Last day.", examples=["2029-01-05"])
    yearly: bool = Field(False, title="every year", description="The same days hold in every year.", examples=["yes"])


class Plan(DealModel):
    """The timetable as this deal wants it."""

    changes: tuple[TaskChange, ...] = Field(
        (), title="changed tasks", description="Tasks of the library that are otherwise in this deal, or left out."
    )
    tasks: tuple[OwnTask, ...] = Field((), title="own tasks", description="Tasks that the library does not have.")
    freezes: tuple[Freeze, ...] = Field((), title="days of no change", description="Days on which no service may move.")
    year_end_freeze: bool = Field(
        True,
        title="usual freeze of the sector",
        description="Whether nothing moves on the days that are usual in the customer's sector, where no freezes are"
        " stated.",
        examples=["no"],
    )
    costs: Costs = Field(
        default_factory=Costs, title="costs of the take-back", description="What the take-back costs, and what follows."
    )
    partial: tuple[Words, ...] = Field(
        (),
        title="functions of a partial exit",
        description="Functions that would come home alone; those that are not hard to take back if absent.",
        examples=[["Service desk"]],
    )
