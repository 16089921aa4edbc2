"""Answers in one's own words."""

from courses.blocks.accepting import accepts, loose
from courses.blocks.own_words import RATINGS

from .base import OneOfOffered, Response, reads


@reads("short_answer")
class ShortAnswer:
    """Answers that differ in case and punctuation alone are counted together."""

    @staticmethod
    def offered(content):
        return []

    @staticmethod
    def given(content, chosen, words):
        return [
            Response(
                loose(text) or text, text, accepts(content["accepted"], content["match"], text)
            )
            for text in chosen
        ]

    @staticmethod
    def told(content, chosen):
        return [content["model_answer"]]


@reads("self_explain")
class SelfExplain(OneOfOffered):
    """What is counted is how people rate their own explanation; the words are theirs."""

    graded = False

    @staticmethod
    def offered(content):
        return [Response(key, str(text), None) for key, text in RATINGS]

    @staticmethod
    def told(content, chosen):
        return [content["model_answer"]]
