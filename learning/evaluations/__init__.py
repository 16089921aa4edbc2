"""What people think of a course at its end."""
