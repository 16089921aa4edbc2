"""Paths through scenarios, and critiques of posts."""

from .base import OneOfOffered, Response, reads

# How a choice counts: the best as right, the poor as wrong, what lies between as half.
WORTH = {"best": 1.0, "acceptable": 0.5, "poor": 0.0}
RIGHT = {"best": True, "poor": False}


@reads("scenario")
class Paths:
    graded = False

    @staticmethod
    def offered(content):
        return [
            Response(row["id"], row["text"], RIGHT.get(row["quality"]))
            for node in content["nodes"]
            for row in node["choices"]
        ]

    @classmethod
    def given(cls, content, chosen, words):
        """The choices in the order in which they were taken."""
        by_id = {response.key: response for response in cls.offered(content)}
        return [by_id[pk] for pk in chosen if pk in by_id]

    @staticmethod
    def told(content, chosen):
        said = {row["id"]: row["feedback"] for node in content["nodes"] for row in node["choices"]}
        return [said[pk] for pk in chosen if pk in said]

    @staticmethod
    def share(content, chosen):
        """How good the choices of the path were, on average."""
        worth = {
            row["id"]: WORTH[row["quality"]] for node in content["nodes"] for row in node["choices"]
        }
        found = [worth[pk] for pk in chosen if pk in worth]
        return sum(found) / len(found) if found else 0.0


@reads("critique")
class Critiques(OneOfOffered):
    graded = False

    @staticmethod
    def offered(content):
        return [
            Response(row["id"], f"{row['aspect']}: {row['what']}", right)
            for name, right in (("issues", True), ("fine", False))
            for row in content[name]
        ]

    @staticmethod
    def told(content, chosen):
        """The reasons of what was there to find, and the model."""
        reasons = [f"{row['what']}: {row['why']}" for row in content["issues"]]
        return [*reasons, content["model"]]

    @staticmethod
    def share(content, chosen):
        """How many of the post's weaknesses were found."""
        issues = {row["id"] for row in content["issues"]}
        return len(issues & set(chosen)) / len(issues) if issues else 0.0
