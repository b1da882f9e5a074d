"""The ten questions asked with questionary."""

import questionary
import ten

questionary.select(ten.FIRST, ten.PLACES).ask()
questionary.checkbox(ten.SIGNS, ten.ALL_SIGNS).ask()
questionary.confirm(ten.NAMED).ask()
questionary.text(ten.NAME).ask()
questionary.text(ten.BUTTONS, validate=ten.is_rating).ask()
questionary.text(ten.BEGAN).ask()
questionary.select(ten.COURSE, ten.COURSES).ask()
questionary.checkbox(ten.TASKS, ten.ALL_TASKS).ask()
questionary.confirm(ten.GLOBULIN).ask()
questionary.text(ten.MOST).ask()
