"""Articles and the pages above them in the CMS: editors change them, nobody makes them there."""

import pytest
from wagtail.coreutils import get_dummy_request
from wagtail.test.utils import WagtailPageTestCase

from community.models import ArticlePage, BlogsPage, CommunityPage
from courses.models import FrontPage
from tests.courses.test_pages import edit_url, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def wagtail(client):
    assertions = WagtailPageTestCase()
    assertions.client = client
    assertions.dummy_request = get_dummy_request()
    return assertions


@pytest.fixture(params=[CommunityPage, BlogsPage, ArticlePage], ids=lambda model: model.__name__)
def page(request, published):
    return request.param.objects.get()


def test_a_page_can_be_read(wagtail, page):
    wagtail.assertPageIsRenderable(page)


def test_a_page_can_be_edited(wagtail, client_for, page, admin):
    wagtail.assertPageIsEditable(page, post_data=form_of(client_for(admin), page, []), user=admin)


def test_a_page_can_be_previewed(wagtail, client_for, page, admin):
    form = form_of(client_for(admin), page, [])
    for mode, _label in page.preview_modes:
        wagtail.assertPageIsPreviewable(page, mode=mode, post_data=form, user=admin)
    assert page.is_previewable() is not isinstance(page, CommunityPage)


@pytest.mark.parametrize(
    ("model", "parents", "children"),
    [
        (CommunityPage, {FrontPage}, {BlogsPage}),
        (BlogsPage, {CommunityPage}, {ArticlePage}),
        (ArticlePage, {BlogsPage}, set()),
    ],
)
def test_what_stands_under_what(wagtail, model, parents, children):
    wagtail.assertAllowedParentPageTypes(model, parents)
    wagtail.assertAllowedSubpageTypes(model, children)


def test_nobody_makes_an_article_here(site, admin, client_for):
    blogs = BlogsPage.objects.get()
    page = client_for(admin).get(f"/cms/pages/add/community/articlepage/{blogs.pk}/")
    assert page.status_code in (302, 403) and not ArticlePage.can_create_at(blogs)


def test_an_editors_text_is_cleaned_and_its_author_stays(client_for, admin, published, client):
    editor = client_for(admin)
    form = form_of(editor, published, [], text="<script>x</script> _Mended_.")
    editor.post(edit_url(published), form | {"action-publish": "action-publish"})
    page = client.get(published.get_url()).content.decode()
    assert "<em>Mended</em>" in page and "<script>x" not in page
    article = ArticlePage.objects.get()
    assert article.author == published.author and article.latest_revision.user == admin


def test_a_preview_in_the_cms_is_kept_by_nobody(client_for, admin, published, client):
    editor = client_for(admin)
    client.get(published.get_url())
    preview = f"/cms/pages/{published.pk}/edit/preview/"
    form = form_of(editor, published, [], title="Not yet", text="Only a preview.")
    editor.post(preview, form)
    assert "Only a preview." in editor.get(preview).content.decode()
    assert "Only a preview." not in client.get(published.get_url()).content.decode()


def test_what_an_editor_took_down_is_read_before_it_is_public_again(
    client_for, admin, published, learner
):
    client_for(admin).post(f"/cms/pages/{published.pk}/unpublish/")
    article = ArticlePage.objects.get()
    assert not article.live and article.state == "returned"
    assert article.submit(learner) is False


def test_what_an_editor_publishes_waits_for_no_moderator(client_for, admin, article, learner):
    article.submit(learner)
    editor = client_for(admin)
    form = form_of(editor, article, [])
    editor.post(edit_url(article), form | {"action-publish": "action-publish"})
    article = ArticlePage.objects.get()
    assert article.live and article.submitted_at is None
    editor.post(f"/cms/pages/{article.pk}/unpublish/")
    assert not ArticlePage.objects.waiting_for_review().exists()
