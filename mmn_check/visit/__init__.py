"""One visit: its values, its answers, and the steps that are open."""
