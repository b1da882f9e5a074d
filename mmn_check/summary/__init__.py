"""A bank and a visit made into ranked facts, each knowing where it came from."""
