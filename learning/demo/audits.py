"""The demonstration's broadcast audits, told through the models' own methods.

Whoever has an audit already is left alone: it is theirs.
"""

import re
from datetime import timedelta
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from accounts.demo import workdays_ago
from accounts.models import User
from courses.demo.files import Source
from learning.models import Audit, AuditedPost

PATH = Path(__file__).parent / "audits.yaml"
LINE = re.compile(r"(?:(\d+) )?([ari]) (\w+) (.+)")
PURPOSES = {value[0]: value for value in AuditedPost.Purpose.values}
BETWEEN = timedelta(days=2)


@transaction.atomic
def load_audits(path=PATH):
    """Returns how many were told."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    have = set(Audit.objects.values_list("user__email", flat=True))
    new = [values for values in told if values["person"] not in have]
    for values in new:
        with Source(f"{path}: {values['person']}", dict(values)) as keys:
            _tell(keys)
    return len(new)


def _tell(keys):
    user = User.objects.get(email=keys.take("person"))
    zone = user.time_zone or settings.TIME_ZONE
    begun = workdays_ago(*keys.take("begun"), zone)
    audit = Audit.objects.create(user=user, kind=keys.take("kind"), begun_at=begun)
    posts = [post for line in keys.take("posts") for post in _posts(keys, line)]
    for age, post in enumerate(posts, 1):
        post.posted_on = (begun - age * BETWEEN).date()
    audit.add(posts)
    if frozen := keys.take("frozen", None):
        audit.freeze(workdays_ago(*frozen, zone))


def _posts(keys, line):
    match = LINE.fullmatch(line)
    if not match or match[3] not in AuditedPost.Content.values:
        raise keys.error(f"no post: {line}")
    values = {"purpose": PURPOSES[match[2]], "content": match[3], "words": match[4]}
    return [AuditedPost(**values) for _copy in range(int(match[1] or 1))]
