"""From the files of a question bank to its records, with every mistake on the way."""
