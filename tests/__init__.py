"""Examples of what the program does; shared fixtures are imported from here."""
