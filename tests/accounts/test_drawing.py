"""What is drawn once for equal values: made anew when one changes, and nobody's own."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts import drawing
from accounts.models import User


class Box:
    """A thing that has a title, and words of its writer's own."""

    in_card = ("title",)
    left_blank = ("words",)

    def __init__(self, title="Notes", words=""):
        self.title, self.words = title, words


@pytest.fixture
def template(monkeypatch):
    """Make the template with this text; ``runs`` are the contexts it was run with."""

    def make(text):
        made = engines["django"].from_string(text)
        make.runs = []

        def render(context):
            make.runs.append(context)
            return made.render(context)

        monkeypatch.setattr(drawing, "get_template", lambda name: SimpleNamespace(render=render))
        drawing.empty()
        return "any.html"

    return make


def test_equal_things_are_drawn_once(template):
    name = template("<h2>{{ box.title }}</h2>")
    assert [drawing.draw(name, box=Box("A")) for _ in range(3)] == ["<h2>A</h2>"] * 3
    assert drawing.draw(name, box=Box("B")) == "<h2>B</h2>"
    assert len(template.runs) == 2


def test_who_writes_templates_sees_each_change(template, settings):
    settings.DEBUG = True
    name = template("<h2>{{ box.title }}</h2>")
    assert [drawing.draw(name, box=Box("A")) for _ in range(3)] == ["<h2>A</h2>"] * 3
    assert len(template.runs) == 3


def test_a_blank_is_filled_in_each_time_and_kept_nowhere(template):
    name = template("<p>{{ box.words }}</p>{% csrf_token %}")
    first = drawing.draw(name, {"csrf_token": "mine"}, box=Box(words="<b>private</b>"))
    second = drawing.draw(name, {"csrf_token": "yours"}, box=Box(words="other"))
    assert "<p>&lt;b&gt;private&lt;/b&gt;</p>" in first and "mine" in first
    assert "<p>other</p>" in second and "yours" in second
    assert "private" not in second and "mine" not in second
    assert len(template.runs) == 1
    assert "private" not in repr(template.runs) and "mine" not in repr(template.runs)


def test_an_empty_blank_is_empty_to_the_template(template):
    name = template("{% if box.words %}Saved: {{ box.words }}{% else %}Nothing yet{% endif %}")
    assert drawing.draw(name, box=Box()) == "Nothing yet"
    assert drawing.draw(name, box=Box(words="it")) == "Saved: it"


def test_words_that_look_like_a_blank_stay_words(template):
    name = template("{{ box.words }} {{ box.title }}")
    marked = "\x02box.title\x03"
    assert drawing.draw(name, box=Box(words=marked)) == f"{marked} Notes"


def test_a_template_cannot_see_past_the_card(template):
    box = Box()
    box.secret = "hidden"
    with pytest.raises(LookupError, match="secret"):
        drawing.draw(template("{{ box.secret }}"), box=box)


def test_a_template_cannot_change_a_blank(template):
    with pytest.raises(ValueError, match="only print a blank"):
        drawing.draw(template("{{ box.words|urlencode }}"), box=Box(words="a b"))


@pytest.mark.parametrize("value", [User(display_name="A"), {"a": 1}, SafeString("<b>")])
def test_what_could_change_or_looks_like_something_else_is_refused(template, value):
    with pytest.raises(TypeError, match="box.title"):
        drawing.draw(template("{{ box.title }}"), box=Box(value))


def test_each_language_and_time_zone_has_its_own(template):
    name = template("{{ at|date:'H:i' }} {{ box.title }}")
    at = timezone.datetime(2026, 11, 2, 12, tzinfo=timezone.get_fixed_timezone(0))
    title = gettext_lazy("January")
    with timezone.override("UTC"):
        assert drawing.draw(name, at=at, box=Box(title)) == "12:00 January"
        with translation.override("es"):
            assert drawing.draw(name, at=at, box=Box(title)).lower() == "12:00 enero"
    with timezone.override("America/New_York"):
        assert drawing.draw(name, at=at, box=Box(title)) == "07:00 January"


def test_no_more_is_kept_than_was_said(monkeypatch):
    drawn = []
    kept = drawing.drawn_once(keep=2)(lambda card: drawn.append(card) or str(card))
    assert [kept(card) for card in (1, 2, 3, 1)] == ["1", "2", "3", "1"]
    assert drawn == [1, 2, 3, 1]
    assert list(kept.each([1, 3])) == ["1", "3"]
    assert drawn == [1, 2, 3, 1]
