"""What `bank check` proves of a bank: nothing it names is missing, nothing waits in vain.

checked_bank.py brings all of it together; a start with another bank than the shipped goes through
the part of it that the program relies on.
"""
