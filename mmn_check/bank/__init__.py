"""What a question bank may hold, and how it is read."""
