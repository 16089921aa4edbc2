"""Institutions for the tests: members who agreed, and seats."""

from accounts.models import Institution, Membership
from learning.models import Enrollment, SeatGrant

LARKSPUR = "Larkspur Community College"


def make_institution(course=None, seats=30, name=LARKSPUR, coordinator=None):
    institution = Institution.named(name)
    if course is not None:
        SeatGrant.objects.create(institution=institution, course=course, seats=seats)
    if coordinator is not None:
        Membership.objects.accept(coordinator, institution, Membership.Role.COORDINATOR)
    return institution


def seat_member(person, institution, course):
    """A member with a seat in the course; returns the enrollment."""
    Membership.objects.accept(person, institution)
    enrollment = Enrollment.objects.enroll(person, course, certificate_name=person.display_name)
    SeatGrant.objects.seat(institution, enrollment)
    return enrollment
