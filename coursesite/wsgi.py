"""The WSGI entry point that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coursesite.settings")

application = get_wsgi_application()

# What the program itself consists of is never garbage, and requests leave little: looking
# for it as often as Python does by itself costs up to a sixth of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
