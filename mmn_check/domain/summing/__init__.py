"""How a summary is made: what was said, in words, in sentences, in lines that fit."""
