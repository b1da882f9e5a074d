"""The ten questions asked with beaupy."""

import beaupy
import ten

beaupy.select(ten.PLACES, title=ten.FIRST)
beaupy.select_multiple(ten.ALL_SIGNS, title=ten.SIGNS)
beaupy.confirm(ten.NAMED)
beaupy.prompt(ten.NAME)
beaupy.prompt(ten.BUTTONS, validator=ten.is_rating)
beaupy.prompt(ten.BEGAN)
beaupy.select(ten.COURSES, title=ten.COURSE)
beaupy.select_multiple(ten.ALL_TASKS, title=ten.TASKS)
beaupy.confirm(ten.GLOBULIN)
beaupy.prompt(ten.MOST)
