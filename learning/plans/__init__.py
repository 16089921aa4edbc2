"""Writing the strategy plan: its sections, their sources, how far it is."""
