"""A visit's answers as plain data, to be kept on disk or written by hand, and back."""
