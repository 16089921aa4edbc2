"""Finding things: one search for the site, and the filters of its lists."""
