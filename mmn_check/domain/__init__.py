"""What a questionnaire is: no terminal, no files, no YAML."""
