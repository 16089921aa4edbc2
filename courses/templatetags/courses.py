"""What templates of every page ask: where we are, the footer, cards of courses."""

import re
from html import unescape
from types import SimpleNamespace

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import ngettext

from courses import published
from courses.catalog import Catalog, newest, prerequisites_of
from courses.footer import footer_pages as pages_of_footer
from courses.models import CoursePage
from courses.models.versions import versions_of as versions_of_course

register = template.Library()

# What templates know of the reader.
PERSONAL = ("user", "perms", "csrf_token", "messages", "DEFAULT_MESSAGE_LEVELS")
HEADING = re.compile(r"<h([2-4])([^>]*)>(.*?)</h\1>", re.DOTALL)


@register.simple_tag
def versions_of(page):
    """What changed in a course, the newest first."""
    return versions_of_course(page.key)


@register.simple_tag(takes_context=True)
def here(context, url):
    """``aria-current`` for a link to this page, or to the section that it is in."""
    path = getattr(context.get("request"), "path", "")
    if path == url:
        return mark_safe(' aria-current="page"')
    if url != "/" and path.startswith(url):
        return mark_safe(' aria-current="true"')
    return ""


@register.simple_tag(takes_context=True)
def here_exactly(context, name):
    """``aria-current`` for a link to this very page, by its URL name."""
    match = getattr(context.get("request"), "resolver_match", None)
    return mark_safe(' aria-current="page"') if match and match.view_name == name else ""


@register.filter
def with_heading_ids(html):
    """The rendered text with an anchor on each heading, which a check can point back to."""
    return mark_safe(HEADING.sub(_with_id, str(html)))  # noqa: S308 - rendered rich text


def heading_id(text):
    return f"part-{slugify(text)}"


def _with_id(match):
    level, attributes, inside = match.groups()
    name = heading_id(unescape(strip_tags(inside)))
    return f'<h{level}{attributes} id="{name}">{inside}</h{level}>'


@register.simple_tag
def footer_pages():
    return pages_of_footer()


@register.simple_tag(takes_context=True)
def catalog_results(context):
    """The catalog's answer to this address for this visitor."""
    return Catalog(context["request"])


@register.simple_tag
def page_address(catalog, number):
    return catalog.address_of(number)


@register.filter
def in_contact_hours(hours):
    """Contact hours in words: "1 contact hour", "5.67 contact hours"."""
    shown = number_format(hours.normalize(), use_l10n=True)
    text = ngettext("%(hours)s contact hour", "%(hours)s contact hours", 1 if hours == 1 else 2)
    return text % {"hours": shown}


@register.simple_tag
def newest_courses(count, other_than=None):
    """Cards of the newest courses, without one that the page shows already."""
    key = other_than.key if other_than else None
    return [card for card in newest(count + 1) if card.key != key][:count]


@register.simple_tag
def front_course(page):
    """The course that the front page shows: the chosen one, else the newest."""
    course = page.featured_course
    if course is None or not course.live:
        course = CoursePage.objects.live().public().order_by("-first_published_at").first()
    return course


@register.simple_tag
def related_courses(page):
    """The live courses that an author named as related."""
    found = CoursePage.objects.live().public()
    return found.filter(pk__in=[row.related_id for row in page.related_courses.all()])


@register.simple_tag
def teachers(page):
    """The instructors in the author's order, with their photos."""
    rows = page.course_instructors.all()
    if hasattr(rows, "select_related"):
        rows = rows.select_related("instructor__photo")
    return [row.instructor for row in rows]


@register.simple_tag
def prerequisites(page):
    """The courses to take before this one, with ``.enforced``."""
    return prerequisites_of(page)


@register.simple_tag
def unmet_ids(unmet):
    """The ids of the courses that a person has still to complete, of prerequisite rows."""
    return {row.required_course_id for row in unmet}


@register.simple_tag
def what_it_asks(page, block_id):
    """The question or prompt of one block of a lesson, or nothing when the block is gone."""
    block = page.block(block_id)
    if block is None:
        return ""
    value = block.value
    return value.get("question") or value.get("prompt") or getattr(value, "asks", "")


@register.tag
def everyone(parser, token):
    """Keep what stands inside until something is published.

    ``{% everyone "word" what it depends on %} ... {% endeveryone %}``: what is
    inside has to follow from the published pages and the values named alone, and
    to hold nothing of one person, which it could not reach either: there is no user
    inside, and of the request only where it leads. Where one of the values is None,
    nothing is kept and all is there.
    """
    _tag, *bits = token.split_contents()
    inside = parser.parse(("endeveryone",))
    parser.delete_first_token()
    return EveryoneNode([parser.compile_filter(bit) for bit in bits], inside)


class EveryoneNode(template.Node):
    def __init__(self, names, nodelist):
        self.names, self.nodelist = names, nodelist

    def render(self, context):
        name = ("html", *[name.resolve(context) for name in self.names])
        if None in name:
            return self.nodelist.render(context)
        if settings.DEBUG:  # who writes templates sees the change
            return self._render_for_everyone(context)
        return published.kept(name, lambda: self._render_for_everyone(context))

    def _render_for_everyone(self, context):
        request = context.get("request")
        place = {name: getattr(request, name, None) for name in ("path", "resolver_match")}
        with context.push(**dict.fromkeys(PERSONAL), request=SimpleNamespace(**place)):
            return self.nodelist.render(context)
