"""What somebody committed to: making it, being asked how it went, the days of it."""
