"""The menu of one's own pages leads to the CMS whoever may enter it."""

import pytest

pytestmark = pytest.mark.django_db
LINK = 'href="/cms/"'


@pytest.mark.parametrize("role", ["instructor", "moderator", "coordinator", "admin"])
def test_those_who_work_in_the_cms_find_it(client_for, request, site, role):
    client = client_for(request.getfixturevalue(role))
    assert LINK in client.get("/help/").content.decode()
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize("role", ["learner", "mentor"])
def test_the_others_are_not_sent_there(client_for, request, site, role):
    assert LINK not in client_for(request.getfixturevalue(role)).get("/help/").content.decode()


def test_knowing_it_costs_no_query(client_for, instructor, django_assert_max_num_queries):
    client = client_for(instructor)
    client.get("/help/")
    with django_assert_max_num_queries(4) as asked:
        client.get("/help/")
    assert not any("permission" in query["sql"] for query in asked.captured_queries)
