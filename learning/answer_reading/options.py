"""Answers to questions with options."""

from .base import OneOfOffered, Response, reads


@reads("single_choice", "multiple_answer")
class Options(OneOfOffered):
    @staticmethod
    def offered(content):
        return [Response(row["id"], row["text"], row["correct"]) for row in content["options"]]

    @staticmethod
    def told(content, chosen):
        return [row["explanation"] for row in content["options"] if row["id"] in chosen]
