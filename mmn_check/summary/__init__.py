"""A bank and a visit made into what the page says, each line with where it came from."""
