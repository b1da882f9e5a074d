"""What a question bank may hold, and how its files are read: every mistake with its place."""
