"""A summary or a visit made into something to read or send."""
