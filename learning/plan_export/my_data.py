"""What "my data" says of the plan's revisions."""

from accounts.personal_data import part_of_my_data
from learning.models import PlanRevision


@part_of_my_data("plan_revisions")
def my_revisions(user):
    rows = PlanRevision.objects.of(user).prefetch_related("files")
    return [
        {
            "number": row.number,
            "made": row.made_at,
            "content": row.content,
            "files": [str(file.get_kind_display()) for file in row.files.defer("content")],
        }
        for row in rows
    ]
