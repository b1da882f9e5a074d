"""The ten reference questions, as every program driven here asks them."""

FIRST = "Where did you first notice weakness?"
SIGNS = "Which of these have you noticed?"
NAMED = "Has a doctor given it a name?"
NAME = "Which name?"
BUTTONS = "How hard are buttons, 0 to 10?"
BEGAN = "When did it start?"
COURSE = "How has it been since?"
TASKS = "Which tasks are hard?"
GLOBULIN = "Have you ever had immune globulin?"
MOST = "What do you most want to ask?"

PLACES = ["Right hand", "Left hand", "Right foot", "Left foot", "Somewhere else"]
ALL_SIGNS = [
    "Cramps", "Thinner muscles", "Twitching", "Numbness", "Pain", "Being tired", "Stiffness",
    "None of these",
]  # fmt: skip
COURSES = ["The same", "Slowly worse", "Worse in steps", "Up and down", "Better"]
ALL_TASKS = [
    "Buttons", "Writing", "Keys", "Jars", "Phone", "Stairs", "Walking", "None of these",
]  # fmt: skip


def is_rating(typed: str) -> bool:
    """Whether a number from 0 to 10 was typed."""
    return typed.isdecimal() and int(typed) <= 10
