"""A small document for each feature of the Word renderer."""

from __future__ import annotations

from by_hand import LAWS, clause, document, limb, style, text, words

from backsource_docs.rendering.word import render_shell, write_word
from backsource_docs.tree import (
    Blank,
    Bullet,
    Column,
    Contents,
    Definition,
    Document,
    Execution,
    LineBreak,
    Part,
    Reference,
    Row,
    Signatory,
    Table,
    Term,
    Text,
)


def numbering() -> Document:
    deep = limb("third;", children=(limb("fourth.", children=(limb("fifth."),)),))
    lone = limb(
        "The Customer may end this Agreement:", children=(limb("in whole; or"), limb("in part."), text("At once."))
    )
    return document(
        Part("parties", "Parties", "parties", (limb("Acme (the ", Term("Customer"), "); and"), limb("Borealis."))),
        Part("background", "Background", "recitals", (limb("They wish to agree:", children=(limb("so."),)),)),
        Part("terms", "Agreed terms", "clauses", (
            text("Services", role="part-heading"),
            clause("one", "Supply", limb("First."), limb("Second:", children=(deep, text("Closing words.")))),
            clause("two", "Termination", lone),
        )),
    )  # fmt: skip


def references() -> Document:
    one = clause(
        "one", "Supply", limb(Reference("two", "Charges"), " applies. ", Reference("one/2"), " too."), limb("x")
    )
    two = clause(
        "two", "Charges", limb("Pay:", children=(limb("monthly", anchor="m"), limb("see ", Reference("two#m"))))
    )
    see = limb(
        "See ", Reference("two#m", "Charges"), ", ", Reference("plan", "Plan"), " and ", Reference("lost", "Lost")
    )
    return document(
        Part("contents", "Contents", "none", (Contents(),)),
        Part("terms", "", "clauses", (one, two, clause("three", "More", see)), new_page=True),
        Part("exit", "Exit", "schedule", (clause("plan", "Plan", limb("Under ", Reference("exit"), "."), limb("x")),)),
    )


def table() -> Document:
    rows = (
        Row((words("Finance"),)),
        Row((words("On time"), words("98.5 %"), words("each", LineBreak(), "month"))),
        Row((words("Total"), words("1"), ()), strong=True),
    )
    columns = (Column("Level", 3), Column("Target", 1, "right"), Column("Measured", 2, "center"))
    levels = Table("levels", "Service levels", columns, rows)
    wide = Table("wide", "", (Column("A"), Column("B")), (Row((words("x"), words("y"))),))
    inside = clause("one", "Levels", limb("They are:", children=(levels,)), limb("x"))
    return document(Part("t", "", "clauses", (inside,)), Part("r", "Register", "none", (wide,), landscape=True))


def comments() -> Document:
    one = clause("one", "Supply", limb("First."), limb("Second."))
    notes = {"one": ("Open with the customer's text.", "Fallback: 30 days."), "exit": ("Ask IT.",)}
    return document(Part("t", "", "clauses", (one,)), Part("exit", "Exit", "schedule", ()), notes=notes)


def letter() -> Document:
    contacts = Table(
        "c", "Contacts", (Column("Question"), Column("Person")), (Row((words("Invoices"), words("Jane"))),)
    )
    body = (
        text("What changes for you", role="subject"),
        text("Dear Mrs Berg", role="salutation"),
        text("From 1 October we do it ourselves. You need to:"),
        Bullet(words("send invoices to us;")),
        Bullet(words("tell us by ", Blank("date"), ".")),
        contacts,
        text("Yours sincerely", role="closing"),
        text(Text("Jane Doe", strong=True), LineBreak(), "Chief Financial Officer", role="signature"),
    )
    return document(Part("body", "", "none", body), kind="letter", title="What changes for you")


def schedule() -> Document:
    first = (
        clause("a", "Plan", limb("One."), limb("Two:", children=(limb("x;"), limb("y.")))),
        clause("b", "Data", limb("z.")),
    )
    second = (clause("c", "Plan", limb("One."), limb("Two.")),)
    sign = Execution("england-and-wales", (Signatory("Acme", "Customer", (("Jane Doe", "CFO"),)), Signatory("Bo", "")))
    return document(
        Part("terms", "", "clauses", (clause("one", "Supply", limb("x"), limb("y")),)),
        Part("exit", "Exit", "schedule", first),
        Part("staff", "Staff", "schedule", second),
        Part("sign", "Execution", "none", (text("Agreed."), sign), new_page=True),
        page="letter",
        locale="en-US",
    )


def definitions() -> Document:
    first = Definition(
        "Exit Plan", words("the plan that:"), (limb("names people:", children=(limb("who."),)), limb("is new."))
    )
    second = Definition(
        "Losses", words("all losses, including:"), (limb("costs;"), limb("damages."), text("Not profits."))
    )
    plain = Definition("Exit Date", words("the day under ", Reference("one", "Supply"), ";"))
    defined = clause("def", "Definitions", limb("In this Agreement:"), plain, first, second)
    return document(Part("terms", "", "clauses", (defined, clause("one", "Supply", limb("an ", Term("Offer"), ".")))))


def plan() -> Document:
    limbs = (limb("report each week; and"), limb("keep:", children=(limb("minutes;"), limb("lists."))))
    roles = clause("roles", "Roles", text("Who does what.", role="lead"), text("The manager shall:"), *limbs)
    people = clause("people", "People", text("See ", Reference("roles/4/2"), "."), Bullet(words("a point")), roles)
    contents = Part("contents", "Contents", "none", (Contents(),))
    main = Part("main", "", "sections", (people,), new_page=True)
    return document(contents, main, annexes(), kind="plan", title="Exit Plan")


def annexes() -> Part:
    columns = (Column("Item"), Column("Kept by"))
    registers = clause("reg", "Registers", text("Fill them in."), Table("r", "", columns, (Row((words("x"), ())),)))
    letters = clause("let", "Letters", text("See ", Reference("reg", "Registers"), "."), limb("One."), limb("Two."))
    return Part("annexes", "", "annex", (registers, letters), new_page=True, landscape=True)


FEATURES = (numbering, references, table, comments, letter, schedule, definitions, plan)


def build(made: Document, outgoing: bool = False) -> bytes:
    return write_word(made, render_shell(style(made.draft.style), made.draft, LAWS), outgoing=outgoing)
