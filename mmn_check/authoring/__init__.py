"""What helps to write a question bank: a first one, its sheet, its catalogs, what changed in it."""
