"""The ten questions asked with python-inquirer."""

import inquirer
import ten

inquirer.list_input(ten.FIRST, choices=ten.PLACES)
inquirer.checkbox(ten.SIGNS, choices=ten.ALL_SIGNS)
inquirer.confirm(ten.NAMED)
inquirer.text(ten.NAME)
inquirer.text(ten.BUTTONS, validate=lambda _, typed: ten.is_rating(typed))
inquirer.text(ten.BEGAN)
inquirer.list_input(ten.COURSE, choices=ten.COURSES)
inquirer.checkbox(ten.TASKS, choices=ten.ALL_TASKS)
inquirer.confirm(ten.GLOBULIN)
inquirer.text(ten.MOST)
