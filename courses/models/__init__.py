from .activities import Activity
from .courses import (
    CourseInstructor,
    CourseOutcome,
    CoursePage,
    CoursePrerequisite,
    RelatedCourse,
)
from .duties import LessonDuty
from .instructors import Instructor
from .lessons import LessonPage
from .library import LibraryItem, LibraryUse
from .media import CourseDocument, CourseImage, CourseMedia, CourseRendition
from .modules import ModulePage
from .plan_sections import PlanSection
from .roles import CourseRole
from .site_pages import CatalogPage, FrontPage, InfoPage
from .topics import Topic
from .versions import CourseVersion

__all__ = [
    "Activity",
    "CatalogPage",
    "CourseDocument",
    "CourseImage",
    "CourseInstructor",
    "CourseMedia",
    "CourseOutcome",
    "CoursePage",
    "CoursePrerequisite",
    "CourseRendition",
    "CourseRole",
    "CourseVersion",
    "FrontPage",
    "InfoPage",
    "Instructor",
    "LessonDuty",
    "LessonPage",
    "LibraryItem",
    "LibraryUse",
    "ModulePage",
    "PlanSection",
    "RelatedCourse",
    "Topic",
]
