"""A course folder into Wagtail, through the models and the publish rules an author uses."""

from django.db import transaction
from django.utils.text import slugify

from courses import published
from courses.models import (
    CatalogPage,
    CourseInstructor,
    CourseOutcome,
    CoursePage,
    CoursePrerequisite,
    Instructor,
    LessonPage,
    ModulePage,
    PlanSection,
    RelatedCourse,
    Topic,
)

from .blocks import lesson_body
from .files import ContentError, Source
from .markdown import to_rich_text
from .media import MediaFolder
from .pages import Writer, put_in_order


def load_courses(folder, published_at, report):
    """Load every course folder below ``folder``. Returns the courses, in their order.

    ``published_at`` is when pages that are new are said to have been published.
    """
    paths = sorted(folder.glob("*/course.yaml"))
    for path in paths:  # the reflections of one course may feed the plan that another defines
        CourseFolder(path.parent, published_at, report).define_plan_sections()
    courses = [CourseFolder(path.parent, published_at, report).load() for path in paths]
    for path in paths:  # courses name each other, so this has to wait for all of them
        CourseFolder(path.parent, published_at, report).relate()
    return courses


class CourseFolder:
    def __init__(self, folder, published_at, report):
        self.folder, self.published_at, self.report = folder, published_at, report
        self.source = Source(folder / "course.yaml")
        self.slug = self.source.take("slug")

    @transaction.atomic
    def define_plan_sections(self):
        for order, section in enumerate(self.source.values.get("plan_sections") or [], start=1):
            _plan_section(self.source, section, order)

    @transaction.atomic
    def load(self):
        with self.source as keys:
            title = keys.take("title")
            self.media = MediaFolder(self.folder / "media", title)
            values = self._course_values(title, keys)
            children = self._course_children(keys)
            modules = keys.take("modules")
            for name in TAKEN_APART:
                keys.take(name, None)
        writer = Writer(self.published_at, self.report)
        catalog = CatalogPage.objects.get()
        course = writer.write(CoursePage, catalog, self.slug, values, self.source, children)
        for module in modules:
            self._load_module(writer, course, module)
        put_in_order(course, [_module_slug(module["slug"]) for module in modules])
        # Only now is the outline whole; the tree may still be uncommitted.
        published.forget()
        return CoursePage.objects.get(pk=course.pk)

    def relate(self):
        """Prerequisites and related courses, once all courses are there."""
        pairs = {
            "prerequisites": (CoursePrerequisite, "required_course"),
            "related_courses": (RelatedCourse, "related"),
        }
        children = {}
        for name, (model, attribute) in pairs.items():
            slugs = self.source.take(name, None)
            if slugs is None:
                continue
            found = {page.slug: page for page in CoursePage.objects.filter(slug__in=slugs)}
            if missing := set(slugs) - set(found):
                raise self.source.error(f"{name}: no course {', '.join(sorted(missing))}")
            children[name] = [(model, {attribute: found[slug]}) for slug in slugs]
        if children:
            writer = Writer(self.published_at, self.report)
            writer.write(
                CoursePage, CatalogPage.objects.get(), self.slug, {}, self.source, children
            )

    def _course_values(self, title, keys):
        cover = keys.take("cover", None)
        return {
            "title": title,
            "version_label": str(keys.take("version", "1")),
            "promise": keys.take("promise"),
            "audience": keys.take("audience", ""),
            "what_you_make": to_rich_text(keys.take("what_you_make", "")),
            "level": keys.take("level"),
            "accessibility_note": keys.take("accessibility_note", ""),
            "certificate_valid_months": keys.take("certificate_valid_months", None),
            "certificate_issuer": keys.take("issuer", ""),
            "signatory_name": keys.take("signatory_name", ""),
            "signatory_title": keys.take("signatory_title", ""),
            "competency_area": keys.take("competency_area", ""),
            "activity_type": keys.take("activity_type", ""),
            "cover": self.media.image(cover["file"], cover.get("alt", "")) if cover else None,
        }

    def _course_children(self, keys):
        return {
            "topics": [_topic(name) for name in keys.take("topics", [])],
            "outcomes": [(CourseOutcome, {"text": text}) for text in keys.take("outcomes")],
            "course_instructors": [
                (CourseInstructor, {"instructor": _instructor(self.source, values)})
                for values in keys.take("instructors", [])
            ],
        }

    def _load_module(self, writer, course, values):
        with Source(f"{self.source.path}: modules", values) as keys:
            folder = self.folder / keys.take("slug")
            page_values = {"title": keys.take("title"), "summary": keys.take("summary", "")}
        module = writer.write(
            ModulePage, course, _module_slug(folder.name), page_values, self.source
        )
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            raise ContentError(f"{folder}: there are no lessons")
        outcomes = {row.text: row for row in course.outcomes.all()}
        slugs = [self._load_lesson(writer, module, path, outcomes) for path in paths]
        put_in_order(module, slugs)

    def _load_lesson(self, writer, module, path, outcomes):
        source = Source(path)
        with source as keys:
            slug = keys.take("slug")
            values = {
                "title": keys.take("title"),
                "objective": keys.take("objective"),
                "minutes": keys.take("minutes"),
                "field_minutes": keys.take("field_minutes", 0),
                "field_work": keys.take("field_work", ""),
                "required": keys.take("required", True),
                "open_to_all": keys.take("open_to_all", False),
            }
            works_on = keys.take("outcomes", [])
            items = keys.take("body")
        if unknown := set(works_on) - set(outcomes):
            raise source.error(f"outcomes: the course has no {', '.join(sorted(unknown))}")
        values["body"] = lesson_body(source, items, f"{self.slug}/{slug}", self.media)
        children = {"outcomes": [outcomes[text] for text in works_on]}
        writer.write(LessonPage, module, slug, values, source, children)
        return slug


# Keys of course.yaml that are read before or after the course itself.
TAKEN_APART = ("plan_sections", "prerequisites", "related_courses")


def _module_slug(folder_name):
    """The number in a folder's name orders the files; addresses do without it."""
    number, _, rest = folder_name.partition("-")
    return rest if number.isdigit() else folder_name


def _topic(name):
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def _instructor(source, values):
    with Source(f"{source.path}: instructors", values) as keys:
        return _kept_row(
            Instructor,
            {"name": keys.take("name")},
            {"role": keys.take("role", ""), "bio": keys.take("bio", "")},
        )


def _plan_section(source, values, order):
    with Source(f"{source.path}: plan_sections", values) as keys:
        _kept_row(
            PlanSection,
            {"code": keys.take("code")},
            {
                "title": keys.take("title"),
                "guidance": keys.take("guidance", ""),
                "sort_order": order,
            },
        )


def _kept_row(model, identity, facts):
    """The row with these facts, saved only where it is new or differs."""
    row, made = model.objects.get_or_create(**identity, defaults=facts)
    if not made and any(getattr(row, name) != value for name, value in facts.items()):
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    return row
