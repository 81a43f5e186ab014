"""`docspot appointments`: what the front desk does with the book."""

from __future__ import annotations

from typer.core import TyperGroup

from cli.later import commands

COMMANDS = commands(
    {
        "list": ("cli.desk_list:list_appointments", "Every appointment in the book, by start."),
        "book": (
            "cli.desk:book",
            "Book an appointment at the desk: at no notice, outside hours or far ahead if it insists, never over "
            "another.",
        ),
        "move": ("cli.desk:move", "Give an appointment another time, perhaps another doctor."),
        "cancel": ("cli.desk_marks:cancel", "Call an appointment off."),
        "complete": ("cli.desk_marks:complete", "The visit took place."),
        "no-show": ("cli.desk_marks:no_show", "The patient did not come."),
        "reopen": (
            "cli.desk_marks:reopen",
            "Take back that it was cancelled, missed or over, where its time is still free.",
        ),
    }
)
"""Where each command is, and its help."""

app = TyperGroup(name="appointments", help="The book of appointments.", no_args_is_help=True, commands={**COMMANDS})
