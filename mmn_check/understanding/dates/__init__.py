"""How dates are understood and said, as exact as the person was."""
