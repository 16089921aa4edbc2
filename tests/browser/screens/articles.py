"""Articles."""

from django.urls import reverse

from tests.browser.steps import press

from .acts import send
from .screen import Screen


def save_article_from_an_older_tab(page, world):
    page.locator("form:has([name=seen])").evaluate("form => { form.elements.seen.value = '1'; }")
    press(page, "Save draft")


SCREENS = [
    Screen("article: report", "Report an article", lambda w: w.of_article("report_article"),
           "learner"),
    Screen("article: at risk", "988", lambda w: w.of_article("article_at_risk"), "learner"),
    Screen("article: nothing wrong", "Leave it as it is",
           lambda w: w.of_article("dismiss_article"), "moderator"),
    Screen("article: visitor", "Sign in to comment", lambda w: w.article.get_url()),
    Screen("article: its author", "Withdraw", lambda w: w.article.get_url(), "instructor"),
    Screen("article: moderator", "Return it", lambda w: w.article.get_url(), "moderator"),
    Screen("blogs: visitor", "Write an article", "/community/blogs/"),
    Screen("blogs: narrowed", "Clear 1 choice", lambda w: "/community/blogs/?topic="
           + w.article.topics.first().slug, "learner"),
    Screen("blogs: none", "No article matches", "/community/blogs/?topic=accessibility"),
    Screen("write article: new", "Hand in", "community:new_article", "blank"),
    Screen("write article: error", "There is a problem", "community:new_article", "learner",
           act=send("Hand in"), status=422),
    Screen("write article: returned", "A moderator returned it",
           lambda w: w.returned_article.get_writing_url(), "learner"),
    Screen("write article: conflict", "It was saved elsewhere",
           lambda w: w.returned_article.get_writing_url(), "learner",
           act=save_article_from_an_older_tab, status=409),
    Screen("write article: preview", "This is how it will look",
           lambda w: reverse("community:article_preview", args=[w.returned_article.pk]),
           "learner"),
    Screen("write article: withdraw", "Withdraw your article",
           lambda w: reverse("community:withdraw_article", args=[w.article.pk]), "instructor"),
    Screen("my articles: empty", "You have not written", "community:my_articles", "blank"),
    Screen("my articles: filled", "Returned to you", "community:my_articles", "learner"),
]  # fmt: skip
