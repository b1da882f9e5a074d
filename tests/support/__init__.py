"""What the tests share: the person at the terminal, the robots, the figures, the profile."""
