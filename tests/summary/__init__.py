"""How a page says what was said, and no more."""
