"""What "my data" says of a person's broadcast audits, and what goes with their account."""

from accounts.erasure import erases
from accounts.personal_data import moment, part_of_my_data
from learning.models import Audit


@part_of_my_data("broadcast_audits")
def my_audits(user):
    return [
        {
            "kind": row.get_kind_display(),
            "begun": row.begun_at,
            "frozen": moment(row.frozen_at),
            "shared_with": row.shared_with.name if row.shared_with else "",
            "shared": moment(row.shared_at),
            "posts": [
                {
                    "date": moment(post.posted_on),
                    "purpose": post.get_purpose_display(),
                    "content": post.get_content_display(),
                    "words": post.words,
                }
                for post in row.posts.all()
            ],
        }
        for row in Audit.objects.of(user).select_related("shared_with").prefetch_related("posts")
    ]


@erases
def forget_their_audits(person):
    Audit.objects.filter(user=person).delete()
