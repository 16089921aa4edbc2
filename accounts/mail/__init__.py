"""Mail: what becomes one and when, how it is written and drawn, sent and ended."""
