"""Answers that bring things into order, or find pairs."""

from .base import Response, reads


@reads("ordering")
class Ordering:
    """A response is an item at a place, such as the second."""

    @classmethod
    def offered(cls, content):
        return cls.given(content, [row["id"] for row in content["items"]], "")

    @staticmethod
    def given(content, chosen, words):
        texts = {row["id"]: row["text"] for row in content["items"]}
        right = list(texts)
        return [
            Response(f"{at}:{item_id}", f"{at}. {texts[item_id]}", right[at - 1] == item_id)
            for at, item_id in enumerate(chosen, 1)
            if item_id in texts
        ]

    @staticmethod
    def told(content, chosen):
        right = [row["id"] for row in content["items"]]
        return [content["explanation"]] if list(chosen) == right else []


@reads("matching")
class Matching:
    """A response is a pair as somebody made it."""

    @classmethod
    def offered(cls, content):
        return cls.given(content, cls.right(content), "")

    @staticmethod
    def right(content):
        return [f"{row['id']}={row['right']}" for row in content["pairs"]]

    @classmethod
    def given(cls, content, chosen, words):
        made = dict(pair.split("=", 1) for pair in chosen)
        return [
            Response(
                f"{row['id']}={made[row['id']]}",
                f"{row['left']} – {made[row['id']]}",
                made[row["id"]] == row["right"],
            )
            for row in content["pairs"]
            if row["id"] in made
        ]

    @classmethod
    def told(cls, content, chosen):
        return [content["explanation"]] if set(chosen) == set(cls.right(content)) else []
