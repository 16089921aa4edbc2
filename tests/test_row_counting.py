"""Nothing that a cursor brings escapes the count."""

import pytest
from django.db import connection

from accounts.models import User

from .row_counting import rows_handed


@pytest.mark.parametrize(
    ("read", "rows"),
    [
        (lambda people: list(people), 250),
        (lambda people: list(people.iterator()), 250),
        (lambda people: list(people.values_list("pk").iterator(chunk_size=7)), 250),
        (lambda people: people.first(), 1),
        (lambda people: people.count(), 1),
        (lambda people: people.filter(email="nobody").exists(), 0),
    ],
)
def test_what_a_query_brings(db, read, rows):
    User.objects.bulk_create(User(email=f"p{number}@example.org") for number in range(250))
    with rows_handed() as handed:
        read(User.objects.filter(email__startswith="p").order_by("pk"))
    assert handed.rows == rows


def test_what_a_statement_written_by_hand_brings(db):
    with rows_handed() as handed, connection.cursor() as cursor:
        cursor.execute("SELECT 1 UNION SELECT 2 UNION SELECT 3")
        assert len(list(cursor)) == handed.rows == 3
        cursor.execute("SELECT 1 UNION SELECT 2")
        assert cursor.fetchone() and cursor.fetchone() and not cursor.fetchone()
    assert handed.rows == 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchall()
    assert handed.rows == 5
