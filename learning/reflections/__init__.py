"""A person's reflections, all in one place: on the screen and on paper."""
