"""What script/bench runs: the site under load, measured against a bare Django view."""
