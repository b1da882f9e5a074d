"""The ten questions asked with InquirerPy."""

import ten
from InquirerPy import inquirer

inquirer.select(ten.FIRST, ten.PLACES).execute()
inquirer.checkbox(ten.SIGNS, ten.ALL_SIGNS).execute()
inquirer.confirm(ten.NAMED).execute()
inquirer.text(ten.NAME).execute()
inquirer.text(ten.BUTTONS, validate=ten.is_rating).execute()
inquirer.text(ten.BEGAN).execute()
inquirer.select(ten.COURSE, ten.COURSES).execute()
inquirer.checkbox(ten.TASKS, ten.ALL_TASKS).execute()
inquirer.confirm(ten.GLOBULIN).execute()
inquirer.text(ten.MOST).execute()
