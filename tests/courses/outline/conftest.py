"""The instructor's browser, on the outline."""

import pytest

from courses.models import ModulePage


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def modules(course):
    return list(ModulePage.objects.descendant_of(course).order_by("path"))
