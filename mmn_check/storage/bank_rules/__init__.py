"""What a question bank must be like, beyond what each of its files shows by itself."""
