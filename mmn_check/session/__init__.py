"""One run of the program: its parts are built here and handed down."""
