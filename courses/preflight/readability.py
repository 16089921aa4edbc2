"""How hard a text is to read, by the measure that Wagtail's own checks show in the editor.

LIX (läsbarhetsindex), C.-H. Björnsson, Läsbarhet, Stockholm 1968: the words per sentence
plus the percentage of words with more than six letters. It needs no count of syllables, so
it holds in many languages. Wagtail calls a text below 35 good, below 45 fair and from there
on complex, and judges none with fewer than ten words.
"""

import re

from bs4 import BeautifulSoup

COMPLEX_FROM = 45
LONG_LETTERS = 6
FEWEST_WORDS = 10
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+")
ENDS = ["p", "li", "h2", "h3", "h4", "blockquote"]


def lix(text):
    """The LIX of a plain text; every line ends a sentence."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return 0
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    long = sum(len(word) > LONG_LETTERS for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)


def running_text(block):
    """The sentences of a block that are read in one go: those of text and callouts."""
    html = {"text": lambda: block.raw, "callout": lambda: block.raw.get("text")}
    if block.kind not in html:
        return ""
    soup = BeautifulSoup(str(html[block.kind]() or ""), "html.parser")
    for end in soup.find_all(ENDS):
        end.append("\n")
    return soup.get_text()
