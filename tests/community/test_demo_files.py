"""The demonstration's shared files: the loader, and that what it loads is worth having."""

import pytest
import yaml

from accounts.demo import workdays_ago
from community.demo.files import FOLDER, load_files
from community.models import SharedFile
from courses.demo.files import ContentError
from courses.models import Topic

pytestmark = pytest.mark.django_db

SHEET = {
    "title": "The Friday sheet",
    "by": "learner",
    "hours_ago": 50,
    "description": "One row for each question.",
    "alternative": "Two columns.",
    "license": "cc0",
    "topics": ["Measurement"],
    "file": "sheet.csv",
}


@pytest.fixture
def tell(tmp_path, learner):
    """Load these files, which lie beside the list."""
    Topic.objects.get_or_create(name="Measurement", slug="measurement")
    (tmp_path / "sheet.csv").write_text("week,question\n")
    (tmp_path / "sheet-2.csv").write_text("week,question,answer\n")
    (tmp_path / "page.csv").write_text("<html>")

    def load(*files):
        (tmp_path / "files.yaml").write_text(yaml.safe_dump(list(files)))
        return load_files(tmp_path)

    return load


def test_a_file_is_shared_with_its_versions_once(tell, learner):
    newer = {"file": "sheet-2.csv", "hours_ago": 5, "note": "One column more"}
    values = {**SHEET, "versions": [newer]}
    assert tell(values) == 1 and tell(values) == 0
    file = SharedFile.objects.get()
    assert file.owner == learner and file.license == "cc0" and file.visibility == "members"
    assert list(file.topics.values_list("name", flat=True)) == ["Measurement"]
    first, second = file.versions.order_by("number")
    assert file.current == second and second.note == "One column more"
    assert first.made_at == file.made_at < second.made_at
    assert second.stored.read() == b"week,question,answer\n"


def test_a_license_may_be_named_in_words(tell):
    tell({**SHEET, "license": "CC BY-SA 4.0"})
    assert SharedFile.objects.get().license == SharedFile.License.BY_SA


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"by": "nobody"}, "there is no person nobody"),
        ({"file": "none.csv"}, "there is no file none.csv"),
        ({"file": "page.csv"}, "not CSV"),
        ({"license": "mine"}, "there is no license mine"),
        ({"txet": "A"}, "unknown: txet"),
        ({"versions": [{"file": "sheet-2.csv", "hours_ago": 60}]}, "newer than the one before"),
    ],
)
def test_what_cannot_be_is_refused(tell, values, said):
    with pytest.raises(ContentError, match=said):
        tell({**SHEET, **values})


@pytest.mark.without_database
def test_the_files_say_what_they_are_for_and_what_is_in_them():
    listed = FOLDER / "files.yaml"
    if not listed.is_file():
        pytest.skip("no files yet")
    rows = yaml.safe_load(listed.read_text())
    assert len(rows) >= 8 and len({row["by"] for row in rows}) >= 6
    for row in rows:
        assert len(row["description"].split()) > 15 and len(row["alternative"].split()) > 10
        assert workdays_ago(row["at"][0]) and (FOLDER / row["file"]).is_file()
