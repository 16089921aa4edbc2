"""What moderators have before them: what waits, what it is about, who it is."""
