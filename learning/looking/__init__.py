"""Colleagues look at plans: who is asked, what is due, who is told."""
