"""How two visits differ: what was found, how it is found, and how it is told."""
