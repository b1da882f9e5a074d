"""Holds the conversation: ask, keep, go back, stop."""
