"""From what was typed or said to a value, or to a question back.

answers.py leads. Each kind of question has its reader: yes_no.py, choices.py, places.py (sides.py),
amounts.py, date_answers.py (dates/), free_words.py. Words are tokens of utterance.py, known from
lexicon/; labels.py has the names of choices, replies.py a yes, a no or a none in any words.

What a reader does not know is tried as talk: talk_around.py leaves out what says nothing,
told_in_sentences.py reads clause by clause (named_clauses.py), taken_back.py hears what is put
right, none_said.py a none at length; checked_against_words.py looks once more. parsed_answer.py is
what comes of it; where that is a question back, options.py makes the menu, did_you_mean.py and
at_menu.py read what is said to it. say_back.py is the way back: from an answer to words.
"""
