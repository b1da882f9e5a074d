"""One run of the program: run.py builds its parts, plain.py tells where `--plain` takes effect.

conversation.py is a visit being answered, diary_sitting.py a day of the diary, try_bank.py a bank
tried out by who writes it, kept_visits.py what else is done with visits.
"""
