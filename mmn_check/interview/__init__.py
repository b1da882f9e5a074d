"""The conversation at the terminal: what is asked, shown and typed."""
