"""What collecting the static files makes of the style sheets."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from coursesite.staticfiles import HashedFilesStorage

pytestmark = pytest.mark.without_database


@pytest.fixture
def collected(tmp_path):
    """Collect these style sheets; returns the storage and what to call again after an edit."""
    sources, target = tmp_path / "sources", tmp_path / "collected"
    (sources / "css").mkdir(parents=True)

    def collect(**sheets):
        for name, text in sheets.items():
            (sources / "css" / f"{name}.css").write_text(text)
        origin = FileSystemStorage(location=sources)
        storage = HashedFilesStorage(location=target, base_url="/static/")
        paths = {}
        for sheet in (sources / "css").iterdir():
            path = f"css/{sheet.name}"
            paths[path] = (origin, path)
            storage.delete(path)
            with origin.open(path) as file:
                storage.save(path, file)
        outcomes = list(storage.post_process(paths))
        assert not [error for _name, _hashed, error in outcomes if isinstance(error, Exception)]
        return (target / "css/site.css").read_text(), storage.stored_name("css/site.css")

    return collect


def test_imports_are_joined_in_their_order(collected):
    whole, _name = collected(
        site='@layer a, b;\n\n@import "first.css";\n@import "second.css";\n',
        first="p { color: red }\n",
        second="b { color: blue }\n",
    )
    assert whole == "@layer a, b;\n\np { color: red }\nb { color: blue }\n"


def test_the_name_changes_when_a_part_changes(collected):
    _whole, before = collected(site='@import "part.css";\n', part="p { color: red }\n")
    whole, after = collected(part="p { color: green }\n")
    assert whole == "p { color: green }\n"
    assert before != after


def test_every_style_sheet_of_the_site_is_imported_once():
    css = {
        path.removeprefix("css/"): storage.path(path)
        for path, storage in FileSystemFinder().list([])
        if path.startswith("css/")
    }
    lines = Path(css["site.css"]).read_text().splitlines()
    imported = [line.split('"')[1] for line in lines if line.startswith("@import")]
    assert sorted(imported) == sorted(set(css) - {"site.css", "admin.css"})
