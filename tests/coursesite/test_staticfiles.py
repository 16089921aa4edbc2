"""What collecting the static files makes of styles and scripts."""

import re
from pathlib import Path
from runpy import run_path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from coursesite.staticfiles import HashedFilesStorage

pytestmark = pytest.mark.without_database


@pytest.fixture
def collected(tmp_path):
    """Collect these files of one folder, and again after an edit.

    Gives the name and the text of what is served in place of ``site``.
    """
    sources, target = tmp_path / "sources", tmp_path / "collected"

    def collect(folder, **files):
        (sources / folder).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (sources / folder / f"{name}.{folder}").write_text(text)
        origin = FileSystemStorage(location=sources)
        storage = HashedFilesStorage(location=target, base_url="/static/")
        paths = {}
        for file in (sources / folder).iterdir():
            path = f"{folder}/{file.name}"
            paths[path] = (origin, path)
            storage.delete(path)
            with origin.open(path) as file:
                storage.save(path, file)
        outcomes = list(storage.post_process(paths))
        assert not [error for _name, _hashed, error in outcomes if isinstance(error, Exception)]
        served = storage.stored_name(f"{folder}/site.{folder}")
        return served, (target / served).read_text()

    return collect


def test_styles_are_joined_in_their_order_without_comments(collected):
    _name, whole = collected(
        "css",
        site='/* All. */\n@layer a, b;\n\n@import "first.css";\n@import "second.css";\n',
        first="/* First:\n   red. */\np { color: red }\n",
        second="b { color: blue }\n",
    )
    assert whole == "@layer a, b;\n\np { color: red }\nb { color: blue }\n"


def test_scripts_are_joined_each_with_names_of_its_own(collected):
    _name, whole = collected(
        "js",
        site='/* All. */\nimport "./first.js";\nimport "./second.js";\n',
        first="// One.\nconst a = 1;\n",
        second="const a = 2;\n",
    )
    assert whole.split() == ["{const", "a=1;}", "{const", "a=2;}"]


def test_the_name_changes_when_a_part_changes(collected):
    before, _whole = collected("css", site='@import "part.css";\n', part="p { color: red }\n")
    after, whole = collected("css", part="p { color: green }\n")
    assert whole == "p { color: green }\n"
    assert before != after


def test_only_what_is_served_is_compressed(collected, tmp_path):
    text = "p { color: red }\n" * 50
    collected("css", site=text)
    names = sorted(path.name.split(".", 1)[1] for path in tmp_path.rglob("collected/css/*"))
    assert [name.partition(".")[2] for name in names if "css." in name] == ["css.br", "css.gz"]


def test_every_style_sheet_of_the_site_is_imported_once():
    css = {
        path.removeprefix("css/"): storage.path(path)
        for path, storage in FileSystemFinder().list([])
        if path.startswith("css/")
    }
    lines = Path(css["site.css"]).read_text().splitlines()
    imported = [line.split('"')[1] for line in lines if line.startswith("@import")]
    assert sorted(imported) == sorted(set(css) - {"site.css", "admin.css", "preview.css"})


def test_every_script_of_the_site_is_imported_once_or_is_one_page_s_own():
    site = Path(FileSystemFinder().find("js/site.js"))
    imported = re.findall(r'^import "./(.+)";$', site.read_text(), re.MULTILINE)
    of_the_cms = {"outline.js", "preview.js", "jump.js"}
    own = {"site.js", "passkeys.js"} | of_the_cms
    assert sorted(imported) == sorted({path.name for path in site.parent.iterdir()} - own)


def test_the_ranges_of_the_fonts_are_those_that_were_cut():
    cut = run_path(str(settings.BASE_DIR / "script/fonts.py"))
    sheet = Path(FileSystemFinder().find("css/fonts.css")).read_text()
    faces = re.findall(r"-(latin|latin-ext)\.woff2.*unicode-range: ([^;]+);", sheet)
    assert len(faces) == 2 * len(cut["FACES"])
    assert set(faces) == set(cut["RANGES"].items())
