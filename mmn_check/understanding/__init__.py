"""From what was typed or said to a value, or to a question back."""
