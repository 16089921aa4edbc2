"""Questions asked again: at the start of a lesson, and after a course was finished."""
