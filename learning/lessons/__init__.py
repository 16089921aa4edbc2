"""A lesson as one person sees it: its body, their state, who may read it and its files."""
