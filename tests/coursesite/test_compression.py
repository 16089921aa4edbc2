"""Pages are compressed on their way, other answers are not."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from coursesite.middleware import CompressPagesMiddleware

pytestmark = pytest.mark.without_database

TEXT = b"<p>A question travels.</p>" * 100


def answer_to(rf, response, **headers):
    return CompressPagesMiddleware(lambda _request: response)(rf.get("/", headers=headers))


def test_a_page_is_compressed_and_its_length_says_little(rf):
    answers = [answer_to(rf, HttpResponse(TEXT), accept_encoding="gzip") for _ in range(20)]
    assert {gzip.decompress(answer.content) for answer in answers} == {TEXT}
    assert "Accept-Encoding" in answers[0]["Vary"]
    assert len({len(answer.content) for answer in answers}) > 1


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(TEXT, content_type="application/pdf"),
        HttpResponse(TEXT, content_type="image/png"),
        StreamingHttpResponse([TEXT]),
    ],
    ids=["pdf", "image", "stream"],
)
def test_anything_else_goes_as_it_is(rf, response):
    assert "Content-Encoding" not in answer_to(rf, response, accept_encoding="gzip")


def test_nor_is_a_page_for_those_who_did_not_ask(rf):
    assert answer_to(rf, HttpResponse(TEXT)).content == TEXT
