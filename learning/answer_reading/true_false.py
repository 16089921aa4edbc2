"""Answers to a statement."""

from django.utils.translation import gettext as _

from .base import OneOfOffered, Response, reads


@reads("true_false")
class TrueFalse(OneOfOffered):
    @staticmethod
    def offered(content):
        return [
            Response(key, text, key == content["truth"])
            for key, text in (("true", _("True")), ("false", _("False")))
        ]

    @staticmethod
    def told(content, chosen):
        return [content["explanation"]]
