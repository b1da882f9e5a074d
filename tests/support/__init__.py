"""What the tests share.

banks/, cases/      banks and visits as files; visit_cases, every_kind, sketches, fullest: read
program, terminal   the program: in this process, as one of its own, with a person at a terminal
scripted, spoken    the wizard without a terminal: a script is typed, what was shown is kept
kept                visits that are kept already
walks               visits as people might walk them, from a seed
keystrokes          what hands and pastes send to a line, and what must come of it
pseudo, tongue      made-up languages: one that shows what is not looked up, one of few sentences
measured            a program's time and memory
profile, figures    how much a run tries, and what it must have seen
"""
