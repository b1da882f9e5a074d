"""A summary or a visit made into something to read or send.

text.py and pdf.py draw the summary, blank_form.py makes the form to fill in, fhir/ what a clinic's
system takes. What does not fit page 1 is left out by fit_page_1.typ, which measures as it sets.
"""
