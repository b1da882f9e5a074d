"""What each command does, for Typer to read.

What a command alone needs is imported inside it: help comes at once, and no command waits for
what another one does.
"""
