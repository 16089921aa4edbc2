"""Weeks of learning: sessions, the goal for them, a reminder for who asked for one."""
