"""Answers to questions with options."""

from .base import Response, reads


@reads("single_choice", "multiple_answer")
class Options:
    @staticmethod
    def offered(content):
        return [Response(row["id"], row["text"], row["correct"]) for row in content["options"]]

    @classmethod
    def given(cls, content, chosen, words):
        return [response for response in cls.offered(content) if response.key in chosen]

    @staticmethod
    def told(content, chosen):
        return [row["explanation"] for row in content["options"] if row["id"] in chosen]
