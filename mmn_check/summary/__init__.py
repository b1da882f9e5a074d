"""A bank and a visit made into ranked facts, each knowing where it came from.

summarize.py brings together facts_of_page_1.py, behind_page_1.py, visit_changes.py and
diary_pages.py. Every fact is here; what page 1 has no room for is left out where it is drawn.
"""
