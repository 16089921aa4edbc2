"""The site's own settings, with the floor's address added and its state kept apart."""

import os
from pathlib import Path

from coursesite.settings import *  # noqa: F403
from coursesite.settings import MIDDLEWARE, TEMPLATES, VAR_DIR

ROOT_URLCONF = "bench.urls"
MEDIA_ROOT = VAR_DIR / "bench" / "media"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")

if os.environ.get("BENCH_COUNTS"):
    MIDDLEWARE.insert(0, "bench.counting.QueryCountMiddleware")
