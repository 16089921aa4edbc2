"""What other apps may want to hear. Sent once the fact is committed."""

from django.dispatch import Signal

# Keyword arguments: enrollment, lesson (the page).
lesson_completed = Signal()
# Keyword arguments: enrollment, certificate (None where the course issues none).
course_completed = Signal()
# Keyword arguments: reflection.
reflection_shared = Signal()
