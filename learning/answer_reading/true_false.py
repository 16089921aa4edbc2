"""Answers to a statement."""

from django.utils.translation import gettext as _

from .base import Response, reads


@reads("true_false")
class TrueFalse:
    @staticmethod
    def offered(content):
        return [
            Response(key, text, key == content["truth"])
            for key, text in (("true", _("True")), ("false", _("False")))
        ]

    @classmethod
    def given(cls, content, chosen, words):
        return [response for response in cls.offered(content) if response.key in chosen]

    @staticmethod
    def told(content, chosen):
        return [content["explanation"]]
