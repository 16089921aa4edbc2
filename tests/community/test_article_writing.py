"""Writing an article outside the CMS: draft, preview, handing in, editing, withdrawing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from community.models import ArticlePage, Draft, ModerationAct, Suspension
from courses.models import CourseImage, Topic
from tests import builders

pytestmark = pytest.mark.django_db

NEW = "/community/blogs/new/"
WORDS = {"title": "Ask once", "lead": "Ten minutes.", "text": "Write **once**."}


def edit_url(article):
    return reverse("community:edit_article", args=[article.pk])


def sent(article, act="save", **words):
    return {**WORDS, "seen": article.seen, "act": act, **words}


def picture(kind="JPEG", size=(900, 600), **options):
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **options)
    return SimpleUploadedFile("desk.jpg", made.getvalue(), "image/jpeg")


# Drafts


def test_a_draft_is_saved_and_listed(as_learner, learner, site):
    topic = Topic.objects.create(name="Alumni", slug="alumni")
    response = as_learner.post(NEW, {**WORDS, "act": "save", "topics": [topic.pk]}, follow=True)
    article = ArticlePage.objects.get()
    assert (article.author, article.live) == (learner, False)
    assert list(article.latest.topics.all()) == [topic]
    page = response.content.decode()
    assert "The draft is saved" in page and "Write **once**." in page and "checked" in page
    mine = as_learner.get(reverse("community:my_articles")).content.decode()
    assert "Ask once" in mine and ">Draft</span>" in mine


def test_nobody_else_sees_a_draft(client_for, article, other_learner, moderator, client):
    for person in (other_learner, moderator):
        browser = client_for(person)
        for name in ("edit_article", "article_preview", "withdraw_article", "review_article"):
            address = reverse(f"community:{name}", args=[article.pk])
            assert browser.get(address).status_code == 404
            assert browser.post(address, sent(article)).status_code in (404, 405)
        assert browser.get(f"/community/blogs/{article.slug}/").status_code == 404
    assert client.get(f"/community/blogs/{article.slug}/").status_code == 404


def test_signed_out_the_words_wait_until_one_is_signed_in(client, site, client_for, learner):
    assert client.get(NEW).url.startswith(reverse("account_login"))
    response = client.post(NEW, {**WORDS, "act": "submit"})
    assert response.url.startswith(reverse("account_login"))
    assert not ArticlePage.objects.exists()
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(NEW).content.decode()
    assert all(words in page for words in WORDS.values())


def test_what_autosave_kept_is_in_the_form(as_learner, article):
    place = reverse("community:draft", args=[article.writing_place])
    as_learner.post(place, {"title": "Half a title", "lead": "Half a lead", "text": "Half"})
    page = as_learner.get(edit_url(article)).content.decode()
    assert "Half a title" in page and "Half a lead" in page and "We kept what you typed" in page
    as_learner.post(edit_url(article), sent(article))
    assert not Draft.objects.exists()


def test_an_untitled_draft_loses_nothing(as_learner, site):
    response = as_learner.post(NEW, {**WORDS, "title": "", "act": "save"})
    page = response.content.decode()
    assert response.status_code == 422 and "<title>Error:" in page
    assert "Give it a title" in page and WORDS["text"] in page and WORDS["lead"] in page


def test_what_was_saved_elsewhere_is_shown_and_not_overwritten(as_learner, learner, article):
    older = sent(article, text="Typed in the older tab.")
    article.write(learner, text="Saved in the other tab.")
    response = as_learner.post(edit_url(article), older)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Typed in the older tab." in page and "Saved in the other tab." in page
    assert ArticlePage.objects.get().latest.text == "Saved in the other tab."
    older["seen"] = ArticlePage.objects.get().seen
    assert f'name="seen" value="{older["seen"]}"' in page
    as_learner.post(edit_url(article), older)
    assert ArticlePage.objects.get().latest.text == "Typed in the older tab."


def test_the_preview_shows_what_was_saved(as_learner, article):
    response = as_learner.post(edit_url(article), sent(article, "preview", text="A _new_ text."))
    assert response.url == reverse("community:article_preview", args=[article.pk])
    page = as_learner.get(response.url).content.decode()
    assert "<em>new</em>" in page and "Preview" in page and 'id="comments"' not in page
    assert as_learner.post(response.url).status_code == 405


# Handing in


def test_a_first_article_is_handed_in_and_waits(as_learner, article, client):
    response = as_learner.post(edit_url(article), sent(article, "submit"), follow=True)
    assert "A moderator reads" in response.content.decode()
    assert ArticlePage.objects.get().state == "submitted"
    assert client.get(f"/community/blogs/{article.slug}/").status_code == 404


def test_the_button_says_what_it_does(as_learner, article, moderator):
    def says(words):
        return (
            f'value="submit">{words}</button>' in as_learner.get(edit_url(article)).content.decode()
        )

    assert says("Hand in") and "A moderator reads" in as_learner.get(NEW).content.decode()
    article.submit(article.author)
    ModerationAct.objects.publish(moderator, article)
    assert says("Publish changes")
    article.withdraw(article.author)
    assert says("Publish") and "A moderator reads" not in as_learner.get(NEW).content.decode()


def test_a_later_one_is_public_at_once(as_learner, published, client):
    response = as_learner.post(NEW, {**WORDS, "act": "submit"})
    assert response.url == "/community/blogs/ask-once/"
    assert "<strong>once</strong>" in client.get(response.url).content.decode()


def test_what_is_handed_in_has_a_lead_and_a_text(as_learner, article):
    response = as_learner.post(edit_url(article), sent(article, "submit", lead="", text=" "))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write a sentence that tells why" in page and "Write the article, then" in page
    assert ArticlePage.objects.get().state == "draft"


def test_who_is_suspended_keeps_drafts_and_publishes_nothing(as_learner, learner, published):
    Suspension.objects.create(user=learner)
    response = as_learner.post(edit_url(published), sent(published, "submit", text="Spam"))
    assert response.status_code == 422 and "You cannot publish" in response.content.decode()
    assert "Spam" not in ArticlePage.objects.get().html
    assert as_learner.post(edit_url(published), sent(published)).status_code == 302


def test_nobody_publishes_a_dozen_a_day(as_learner, learner, published):
    for number in range(4):
        ArticlePage.objects.begin(learner, f"Number {number}", text="x").submit(learner)
    response = as_learner.post(NEW, {**WORDS, "act": "submit"})
    assert response.status_code == 422 and "a lot today" in response.content.decode()
    words = sent(published, "submit", text="A mended line.")
    assert as_learner.post(edit_url(published), words).url == published.get_url()


def test_hostile_text_is_shown_as_words(as_learner, published, client):
    text = (
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n"
        "[click](javascript:alert(1)) ![x](https://spy.example/x.png)"
    )
    as_learner.post(
        edit_url(published),
        sent(published, "submit", text=text, title="<b>x</b>", lead="<i>y</i>"),
    )
    page = client.get(f"/community/blogs/{published.slug}/").content.decode()
    assert "&lt;script&gt;" in page and "&lt;b&gt;x" in page and "&lt;i&gt;y" in page
    for bad in ("<script>alert", "<img src=x", 'href="javascript', '<img src="https://spy'):
        assert bad not in page


def test_too_long_a_text_is_refused_and_kept(as_learner, article):
    response = as_learner.post(edit_url(article), sent(article, text="word " * 4001))
    assert response.status_code == 422 and "an article holds 20000" in response.content.decode()


# Editing what is public


def test_an_edit_goes_live_at_once_and_is_kept_as_a_version(as_learner, published, client):
    as_learner.post(edit_url(published), sent(published, "submit", text="Better words."))
    page = client.get(f"/community/blogs/{published.slug}/").content.decode()
    assert "Better words." in page and "Updated" in page and "Ask once" in page
    texts = [row.content["text"] for row in published.revisions.order_by("created_at")]
    assert texts[0] == "Write **once**, and thank them." and texts[-1] == "Better words."
    assert published.revisions.latest("created_at").user == published.author


def test_a_draft_of_an_edit_is_not_public(as_learner, published, client):
    as_learner.post(edit_url(published), sent(published, text="Not yet."))
    assert "Not yet." not in client.get(f"/community/blogs/{published.slug}/").content.decode()
    assert "Not yet." in as_learner.get(edit_url(published)).content.decode()
    mine = as_learner.get(reverse("community:my_articles")).content.decode()
    assert "Unpublished changes" in mine


def test_members_get_no_rights_in_the_cms(as_learner, published):
    address = reverse("wagtailadmin_pages:edit", args=[published.pk])
    assert as_learner.get(address).status_code == 302
    assert not published.permissions_for_user(published.author).can_edit()


# Withdrawing


def test_withdrawing_asks_first_and_then_it_is_gone(as_learner, published, client):
    address = reverse("community:withdraw_article", args=[published.pk])
    assert "Withdraw your article?" in as_learner.get(address).content.decode()
    as_learner.post(address)
    assert client.get(f"/community/blogs/{published.slug}/").status_code == 404
    assert ">Withdrawn</span>" in as_learner.get("/community/blogs/mine/").content.decode()
    assert as_learner.post(address).status_code == 404


def test_only_its_author_withdraws_it(client_for, client, published, other_learner):
    address = reverse("community:withdraw_article", args=[published.pk])
    assert client_for(other_learner).post(address).status_code == 404
    assert client.post(address).url.startswith(reverse("account_login"))
    assert ArticlePage.objects.get().live


# Pictures


def test_a_picture_is_made_safe_and_described(as_learner, published, client):
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    data = sent(published, "submit", image_alt="A bench", new_image=picture(exif=exif))
    as_learner.post(edit_url(published), data)
    image = CourseImage.objects.get()
    with Image.open(image.file.open()) as stored:
        assert stored.format == "JPEG" and not dict(stored.getexif())
    assert "desk" not in image.file.name and image.uploaded_by_user == published.author
    page = client.get(f"/community/blogs/{published.slug}/").content.decode()
    assert 'alt="A bench"' in page
    published.refresh_from_db()
    as_learner.post(edit_url(published), sent(published, "submit", remove_image="on"))
    assert "A bench" not in client.get(f"/community/blogs/{published.slug}/").content.decode()


def test_a_wide_picture_keeps_its_shape(as_learner, article):
    data = sent(article, image_alt="A hall", new_image=picture(size=(4000, 1000)))
    as_learner.post(edit_url(article), data)
    image = CourseImage.objects.get()
    assert (image.width, image.height) == (1600, 400)


def test_a_picture_without_words_is_refused(as_learner, article):
    response = as_learner.post(edit_url(article), sent(article, new_image=picture()))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Say in a sentence what the picture shows." in page
    assert "Choose your picture again" in page
    assert "Choose your picture" not in as_learner.get(edit_url(article)).content.decode()
    assert not CourseImage.objects.exists()


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (SimpleUploadedFile("x.jpg", b"GIF89a nothing"), "not a JPEG"),
        (SimpleUploadedFile("x.jpg", b"x" * (8 * 1024 * 1024 + 1)), "larger than 8 MB"),
        (lambda: picture("PNG", (9000, 9000)), "too many pixels"),
    ],
)
def test_what_is_no_picture_is_refused(as_learner, article, upload, said):
    upload = upload() if callable(upload) else upload
    response = as_learner.post(edit_url(article), sent(article, image_alt="A", new_image=upload))
    assert response.status_code == 422 and said in response.content.decode()


# Related learning, as its author names it


def test_an_author_names_courses_with_the_reason(as_learner, published, course, client):
    data = sent(published, "submit", course_1=course.pk, reason_1="It begins with a count.")
    as_learner.post(edit_url(published), data)
    page = client.get(f"/community/blogs/{published.slug}/").content.decode()
    assert "Related learning opportunities" in page and "It begins with a count." in page
    assert "It begins with a count." in as_learner.get(edit_url(published)).content.decode()


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ({"course_1": True}, "Say why a reader"),
        ({"reason_2": "Because"}, "Choose the course"),
        ({"course_1": True, "reason_1": "a", "course_2": True, "reason_2": "b"}, "once"),
        ({"course_1": 987654, "reason_1": "a"}, "Select a valid choice"),
    ],
)
def test_half_a_recommendation_is_refused(as_learner, article, course, reasons, said):
    data = {name: course.pk if value is True else value for name, value in reasons.items()}
    response = as_learner.post(edit_url(article), sent(article, **data))
    assert response.status_code == 422 and said in response.content.decode()


# The list


@pytest.mark.parametrize("size", [2, 18])
def test_my_list_costs_the_same(as_learner, learner, site, size, django_assert_max_num_queries):
    for number in range(size):
        ArticlePage.objects.begin(learner, f"Number {number}")
    other = builders.make_person("Somebody Else", "else@example.org")
    ArticlePage.objects.begin(other, "Not mine")
    as_learner.get("/community/blogs/mine/")
    with django_assert_max_num_queries(10):
        page = as_learner.get("/community/blogs/mine/").content.decode()
    assert page.count("Number ") >= size and "Not mine" not in page


def test_an_empty_list_says_how_to_begin(as_learner, site):
    page = as_learner.get("/community/blogs/mine/").content.decode()
    assert "You have not written an article yet" in page


def test_what_was_returned_says_why(as_learner, article, moderator, learner):
    article.submit(learner)
    ModerationAct.objects.send_back(moderator, article, "Who said that? Ask them first.")
    for address in ("/community/blogs/mine/", edit_url(article)):
        assert "Ask them first." in as_learner.get(address).content.decode()
