"""Seats under many at once: none is given twice. Runs on both databases with real threads."""

import pytest

from learning.institutions.roster_file import Entry
from learning.institutions.roster_plan import RosterPlan
from learning.models import Enrollment, InstitutionCode, Invitation, Seat, SeatGrant
from learning.models.invitations import Used
from learning.models.seats import NoSeatLeft
from tests import builders

from .institutions import make_institution
from .test_parallel import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_come_with_a_code_for_three_seats(course):
    institution = make_institution(course, seats=3)
    code = InstitutionCode.objects.renew(institution)
    rows = [
        Enrollment.objects.enroll(builders.make_person(f"P {n}", f"p{n}@example.org"), course)
        for n in range(8)
    ]
    results = all_at_once(lambda number: code.admit(rows[number]), 8)
    assert sum(isinstance(result, Seat) for result in results) == 3
    assert sum(isinstance(result, NoSeatLeft) for result in results) == 5
    assert SeatGrant.objects.with_use().get().left == 0


def test_the_same_list_confirmed_six_times_at_once_is_done_once(course, coordinator):
    institution = make_institution(course, seats=10, coordinator=coordinator)
    entries = [Entry(n, f"p{n}@example.edu") for n in range(5)]
    results = all_at_once(
        lambda number: RosterPlan(institution, course, entries).carry_out(coordinator), 6
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert Invitation.objects.count() == 5
    assert SeatGrant.objects.with_use().get().left == 5


def test_a_link_opened_by_five_at_once_seats_one(course, coordinator):
    institution = make_institution(course, seats=2, coordinator=coordinator)
    row = Invitation(institution=institution, grant=SeatGrant.objects.get(), email="a@e.example")
    token = row.new_token()
    row.save()
    people = [builders.make_person(f"P {n}", f"p{n}@example.org") for n in range(5)]

    def accept(number):
        return Invitation.objects.with_token(token).accept(people[number], "A Name")

    results = all_at_once(accept, 5)
    assert sum(isinstance(result, Enrollment) for result in results) == 1
    assert sum(isinstance(result, Used) for result in results) == 4
    assert Seat.objects.count() == 1
