"""What a question bank may hold, and how its files are read: every mistake with its line.

model.py and page_layout.py are what it may hold, reader.py makes that of its YAML; shipped_bank.py
knows where the bank is that comes with the program.
"""
