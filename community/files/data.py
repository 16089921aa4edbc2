"""A person's shared files: in their own download, and when their account goes."""

from accounts.erasure import erases
from accounts.personal_data import part_of_my_data
from community.models import SharedFile


@part_of_my_data("shared_files")
def shared_files(user):
    rows = SharedFile.objects.filter(owner=user).prefetch_related("topics", "versions")
    return [
        {
            "title": row.title,
            "description": row.description,
            "alternative": row.alternative,
            "license": row.license,
            "visibility": row.visibility,
            "topics": [topic.name for topic in row.topics.all()],
            "state": row.state,
            "shared": row.made_at.isoformat(),
            "address": row.get_absolute_url(),
            "versions": [
                {
                    "number": version.number,
                    "name": version.original_name,
                    "size": version.size,
                    "sha256": version.sha256,
                    "note": version.note,
                    "made": version.made_at.isoformat(),
                }
                for version in row.versions.all()
            ],
        }
        for row in rows
    ]


@erases
def withdraw_what_nobody_may_pass_on(person):
    """What is under a public license stays; what was shared for reading here goes."""
    kept = SharedFile.objects.filter(owner=person).exclude(state=SharedFile.State.WITHDRAWN)
    public = [value for value in SharedFile.License.values if value != SharedFile.License.RESERVED]
    for file in kept.exclude(license__in=public, state=SharedFile.State.PUBLISHED):
        file.withdraw()
