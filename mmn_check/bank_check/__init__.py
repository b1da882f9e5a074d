"""What `bank check` proves of a bank: all that it names exists, every question can be reached.

checked_bank.py brings all of it together; a start with another bank than the shipped goes through
the part of it that the program relies on.
"""
