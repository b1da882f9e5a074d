"""How what was typed is read: spoken words, choices, places with their sides, amounts."""
