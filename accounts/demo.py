"""The people of the demonstration. Invented, as are the places they work at."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from .models import Institution, User

PASSWORD = "common-thread"  # noqa: S105  known to everybody, and the footer says so
EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"

KINDS = {
    "Larkspur Community College": Institution.Kind.COMMUNITY_COLLEGE,
    "Port Ellery State University": Institution.Kind.PUBLIC_UNIVERSITY,
    "Hollins Ridge College": Institution.Kind.PRIVATE_COLLEGE,
    "Northgate Technical Institute": Institution.Kind.COMMUNITY_COLLEGE,
    "Tamarack Valley College": Institution.Kind.PRIVATE_COLLEGE,
    "University of Cape Merrow": Institution.Kind.PUBLIC_UNIVERSITY,
    "Ashgrove County Workforce Center": Institution.Kind.WORKFORCE,
    "Common Thread": Institution.Kind.OTHER,
    "Merriwell School of Law": Institution.Kind.PRIVATE_COLLEGE,
    "Sable Point Maritime Academy": Institution.Kind.PUBLIC_UNIVERSITY,
    "Kettle Fork Career High School": Institution.Kind.SECONDARY,
    "Lantern Street Adult Learning": Institution.Kind.OTHER,
}


@dataclass(frozen=True)
class Person:
    """One of the demonstration's people. ``joined`` counts workdays back from today."""

    email: str
    name: str
    role: str
    institution: str
    joined: int
    group: str = ""
    pronouns: str = ""
    can_help_with: str = ""
    working_on: str = ""
    certificate_name: str = ""
    time_zone: str = EASTERN
    administrator: bool = False


PEOPLE = [
    Person(
        "admin@example.org", "Ingrid Solheim", "Site administrator", "Common Thread", 55,
        administrator=True,
        can_help_with="Signing in, certificates, and mail that did not come.",
        working_on="Pages light enough to open on a ship.",
    ),
    Person(
        "instructor@example.org", "Dr. Imani Feldt", "Course author and lead instructor",
        "Common Thread", 54, group="Instructors", pronouns="she/her",
        can_help_with="Turning an announcement into a question. Making the case to a director.",
        certificate_name="Imani Feldt",
        working_on="A shelf for newcomers. An index of the questions that stayed empty.",
    ),
    Person(
        "mentor@example.org", "Rosa Okafor", "Alumna mentor lead",
        "Larkspur Community College", 52, group="Mentors", pronouns="she/her",
        can_help_with="What alumni say yes to, and why. First asks for evening students.",
        working_on="Ending each answer with one sentence, before I’ve reached my station.",
    ),
    Person(
        "moderator@example.org", "Wesley Tran", "Community moderator", "Common Thread", 52,
        group="Community moderators", pronouns="he/him", time_zone=PACIFIC,
        can_help_with="What to say when something has to come down, and to whom.",
        working_on="A list of the lines worth keeping from these discussions.",
    ),
    Person(
        "coordinator@example.org", "Beatriz Halloran", "Director of professional development",
        "Port Ellery State University", 48, group="Coordinators", pronouns="she/her",
        can_help_with="What a director will ask, and how to be ready for it.",
        working_on="Two weeks side by side on one sheet, for four offices. One is done.",
    ),
    Person(
        "graduate@example.org", "Amara Nwosu-Delgado", "Career counselor",
        "Larkspur Community College", 47, pronouns="she/her",
        can_help_with="Small asks to busy graduates; reaching students who are never on campus.",
        certificate_name="Amara Nwosu-Delgado, M.Ed.",
        working_on="Typing less: a usable sentence at the end of every voice message.",
    ),
    Person(
        "finisher@example.org", "Renata Villalobos", "Assistant director, career development",
        "Port Ellery State University", 38, pronouns="she/they",
        can_help_with="House rules, and getting five offices to agree on them.",
        working_on="Two squares a week in a calendar that five offices share.",
    ),
    Person(
        "learner@example.org", "Maya Lindqvist", "Career adviser", "Hollins Ridge College", 28,
        pronouns="she/her", can_help_with="Internship searches in a small town.",
        working_on="Captions for five films, and a question card beside the soup.",
    ),
    Person(
        "newcomer@example.org", "Jonah Abara", "Employer relations coordinator",
        "Northgate Technical Institute", 1, time_zone=CENTRAL,
        working_on="Finding out who does what here. Write to me if that’s you.",
    ),
    Person(
        "tomas.requena@example.org", "Tomás Requena", "Internship coordinator",
        "Northgate Technical Institute", 33, time_zone=CENTRAL,
        can_help_with="Trades, apprenticeship tests, employers who call at six.",
        working_on="The third week of reading a question aloud at cleanup, this time with the sub.",
    ),
    Person(
        "helen.baptiste@example.org", "Helen Baptiste", "Employer relations manager",
        "Port Ellery State University", 30, pronouns="she/her",
        can_help_with="What recruiters mean by what they say. Goals that can’t be puffed up.",
        working_on="Thirty answered questions by the end of May. Four so far.",
    ),
    Person(
        "yusuf.karim@example.org", "Yusuf Karim", "Career coach",
        "Ashgrove County Workforce Center", 21, pronouns="he/him", time_zone=MOUNTAIN,
        can_help_with="Job search after a layoff, and with a record.",
        working_on="One question a week on paper in the waiting room.",
    ),
    Person(
        "kath.orourke@example.org", "Kath O’Rourke", "Transfer and career adviser",
        "Larkspur Community College", 24, certificate_name="Kathleen O’Rourke",
        can_help_with="Credits, transfers, and students who left and came back.",
        working_on="A meeting about no-shows, and correcting what I wrote in 2019.",
    ),
    Person(
        "meiling.zhao@example.org", "Mei-Ling Zhao", "Associate director, alumni careers",
        "University of Cape Merrow", 12, certificate_name="Mei-Ling Zhao 趙美玲",
        time_zone=PACIFIC,
        working_on="A letter to sixty people who were laid off together.",
    ),
    Person(
        "darius.whitcombe@example.org", "Darius Whitcombe", "Alumni relations officer",
        "Hollins Ridge College", 40,
        can_help_with="Letters to alumni, and what to cut from them.",
        working_on="Putting the question on the first line of everything I send.",
    ),
    Person(
        "anasofia.brandt@example.org", "Ana-Sofía Brandt", "Director of career services",
        "Tamarack Valley College", 35, pronouns="she/her", time_zone=MOUNTAIN,
        can_help_with="Running a center of one and a half people.",
        working_on="Learning to ask like the student worker who graduated.",
    ),
    Person(
        "peter.vandersloot@example.org", "Peter Vandersloot", "Faculty internship adviser",
        "Tamarack Valley College", 36, time_zone=MOUNTAIN,
        can_help_with="How to talk with faculty, from the inside.",
        working_on="What a field season pays and costs, from those who went.",
    ),
    Person(
        "dana.whitfield@example.org", "Dana Whitfield", "Evening and weekend career adviser",
        "Larkspur Community College", 40, pronouns="she/her",
        can_help_with="Evening students, volunteers, and what fits on one card.",
        working_on="A vending machine for people who are only ever online.",
    ),
    Person(
        "simone.achterberg@example.org", "Simone Achterberg", "Assistant dean for careers",
        "Merriwell School of Law", 34, pronouns="she/her",
        can_help_with="Records, consent, and telling an employer no.",
        working_on="A forum where it is safe to have been wrong.",
    ),
    Person(
        "lorraine.petit@example.org", "Lorraine Petit", "Placement and alumni officer",
        "Sable Point Maritime Academy", 37, pronouns="she/her",
        can_help_with="Graduates who are out of reach for months.",
        working_on="Getting the wait below ten days, ships permitting.",
    ),
    Person(
        "marcus.bell@example.org", "Marcus Bell", "Alumni engagement manager",
        "Port Ellery State University", 30, pronouns="he/him",
        can_help_with="Asking 800 people one thing, and reading what comes back.",
        working_on="Showing 63 people what the other 62 wrote.",
    ),
    Person(
        "gwen.pruitt@example.org", "Gwen Pruitt", "Work-based learning coordinator",
        "Kettle Fork Career High School", 29, pronouns="she/her", time_zone=CENTRAL,
        can_help_with="First jobs, minors at work, and talking with parents.",
        working_on="Being out for a week without 94 messages.",
    ),
    Person(
        "priya.raman@example.org", "Priya Raman", "Student employment manager",
        "Hollins Ridge College", 25,
        can_help_with="Campus jobs, consent forms, and flyers nobody needed today.",
        working_on="Emptying the photo folder, one date at a time.",
    ),
    Person(
        "oksana.hrytsenko@example.org", "Oksana Hrytsenko", "Employment specialist",
        "Lantern Street Adult Learning", 23, pronouns="she/her", time_zone=PACIFIC,
        can_help_with="Plain words. Diplomas from elsewhere.",
        working_on="A consent form that can be translated.",
    ),
    Person(
        "emeka.anyanwu@example.org", "Emeka Anyanwu", "Career adviser for international students",
        "University of Cape Merrow", 20, pronouns="he/him", time_zone=PACIFIC,
        can_help_with="Work permits: whom to ask. Getting an old account back.",
        working_on="Counting something kinder than ninety days.",
    ),
]  # fmt: skip


def workdays_ago(days, clock="09:00", zone=EASTERN):
    """The moment at this time of day, so many workdays before today, where the zone is.

    One or more workdays back is never in the future.
    """
    day = timezone.localdate(timezone=ZoneInfo(zone))
    while days > 0:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(zone))


@transaction.atomic
def load_people():
    """Make those of the demonstration's people who are missing. Returns how many."""
    missing = [person for person in PEOPLE if not _account(person)]
    if missing:
        password = make_password(PASSWORD)  # once for all of them: hashing is slow on purpose
        for person in missing:
            _make(person, password)
    return len(missing)


def _account(person):
    return User.objects.filter(email__iexact=person.email).first()


def _make(person, password):
    joined = workdays_ago(person.joined, "08:40", person.time_zone)
    user = User.objects.create(
        email=person.email,
        password=password,
        display_name=person.name,
        certificate_name=person.certificate_name or person.name,
        pronouns=person.pronouns,
        institution=_institution(person.institution, joined),
        role_at_work=person.role,
        can_help_with=person.can_help_with,
        working_on=person.working_on,
        time_zone=person.time_zone,
        is_staff=person.administrator,
        is_superuser=person.administrator,
        date_joined=joined,
        terms_accepted_at=joined,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))


def _institution(name, joined):
    institution = Institution.named(name)
    if institution.kind != KINDS[name] or institution.created_at > joined:
        institution.kind, institution.created_at = KINDS[name], min(institution.created_at, joined)
        institution.save()
    return institution
