"""Instructors read and comment on the reflections that learners share with them."""
