"""People whom a college sends: enrolled from a list, invited, looked after, reported on."""
