"""How what is typed is understood, kind of question by kind of question."""
