"""One person's answers before one visit to the doctor, and what they open.

visit.py has the answers, flow.py tells what is asked next, steps_of_question.py what one question
asks, steps.py what an answer comes to, urgent.py when the stop card is shown.
"""
