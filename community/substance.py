"""Whether a reply says something, or only that its writer wonders as well.

It leans toward counting a reply: only what consists of nothing but such phrases, or of
a quote alone, is set aside. Whether it helped is for the asker to say.
"""

import re

LONGEST = 200  # characters; what is longer says something
QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
NAMED = re.compile(r"@[\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,2}")
BETWEEN = re.compile(r"[.,;:!?…\n()]+|\s[-–—]+\s|\band\b|\bbut\b")
PHRASES = re.compile(
    r"(?:"
    r"(?:\+|plus )(?:1|one)"
    r"|me(?:,)? (?:too|also|as well)|(?:i )?same(?: here| question| problem| issue| boat)*"
    r"(?: for (?:me|us))?|us too|ditto|this|bump|up|following(?: this)?|followed|interested"
    r"|in the same boat|so (?:do|am|are|have) (?:i|we)"
    r"|(?:i|we)(?: a|’|')?(?:m|re| am| are|)? (?:also )?(?:in the same boat|following(?: this)?"
    r"|interested|curious|wondering(?: the same| about this)?)(?: too| as well| also)?"
    r"|(?:i|we) (?:also )?have (?:exactly )?(?:the same|this|that|a similar)"
    r"(?: (?:question|problem|issue))?(?: too| as well| here)?"
    r"|(?:i|we)(?: woul|’|')d (?:also )?(?:love|like) to (?:know|hear)(?: this| that| it)?"
    r"(?: too| as well| also)?"
    r"|(?:great|good|nice) question|any (?:news|update|luck|answer)s?(?: on this)?"
    r"|thanks(?: for asking| in advance)?|thank you(?: for asking)?"
    r")"
)


def says_something(text):
    """Whether a reply, in Markdown, could have answered a question."""
    own = QUOTED.sub("", text).strip()
    if len(own) > LONGEST:
        return True
    words = NAMED.sub("", own).replace("*", "").replace("_", " ").lower()
    parts = [" ".join(part.split()) for part in BETWEEN.split(words)]
    return any(_is_own(part) for part in parts)


def _is_own(part):
    return any(letter.isalnum() for letter in part) and not PHRASES.fullmatch(part)
