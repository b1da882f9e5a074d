"""One question on the terminal: shows it, reads what was typed."""
