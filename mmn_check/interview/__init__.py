"""The conversation at the terminal: wizard.py leads it, interview.py asks until an answer is sure.

question_screen.py is what is put before the person, terminal.py shows it and reads what is typed,
keyboard.py knows the keys; concerns.py minds what is said in distress, wherever that is.
"""
