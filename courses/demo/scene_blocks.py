"""Invented posts, critiques and scenarios of a lesson file as values of their blocks."""


def mock_post(item):
    with item.keys() as keys:
        return post(item, keys)


def post(item, keys):
    alt = keys.take("alt", "")
    file = keys.take("file", "")
    return {
        "name": keys.take("name"),
        "avatar": None,
        "posted": keys.take("posted"),
        "text": keys.take("text"),
        "picture": picture(item, file, alt),
        "hashtags": keys.take("hashtags", ""),
        "likes": keys.take("likes", None),
        "comments": keys.take("comments", None),
        "shares": keys.take("shares", None),
        "fictional": keys.take("fictional", False),
    }


def picture(item, file, alt):
    image = item.file(item.media.image, file, description=alt) if file else None
    return {"image": image, "decorative": False, "alt_text": alt}


def critique(item):
    with item.keys() as keys:
        with item.keys(keys.take("post")) as of_post:
            shown = post(item, of_post)
        return {
            "question": keys.take("stem"),
            "post": shown,
            "issues": item.listed(keys.take("issues"), remark, within="issue"),
            "fine": item.listed(keys.take("fine", []), remark, within="fine"),
            "task": keys.take("task"),
            "model": keys.take("model"),
            "required": keys.take("required", True),
        }


def remark(item, keys):
    return {name: keys.take(name) for name in ("aspect", "what", "why")}


def scenario(item):
    with item.keys() as keys:
        return {
            "question": keys.take("title"),
            "nodes": item.listed(keys.take("steps"), step),
            "start": keys.take("start", ""),
            "debrief": item.rich_text(keys.take("debrief")),
            "required": keys.take("required", True),
        }


def step(item, keys):
    name = keys.take("name")
    return {
        "name": name,
        "situation": keys.take("situation"),
        "picture": picture(item, keys.take("file", ""), keys.take("alt", "")),
        "choices": item.listed(keys.take("choices", []), way, within=name),
    }


def way(item, keys):
    return {
        "text": keys.take("text"),
        "next": keys.take("next"),
        "feedback": keys.take("feedback"),
        "quality": keys.take("quality"),
        "again": keys.take("again", False),
    }
