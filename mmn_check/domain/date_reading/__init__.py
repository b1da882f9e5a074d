"""From a date in a person's own words to the stretches of time that it may mean."""
