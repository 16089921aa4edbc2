"""Markdown to the HTML that Wagtail's rich text stores.

Only what the editor knows comes through: h2 to h4, paragraphs, lists, quotes,
bold, italic and links. The result survives being opened and saved in the CMS.
"""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

HEADINGS = {"h2", "h3", "h4"}
PLAIN_PARENTS = {"list_item_open", "blockquote_open"}
NOT_STORED = ["code", "fence", "html_block", "html_inline", "image", "backticks", "hr"]


class Unstorable(ValueError):
    """The Markdown holds something that rich text cannot keep."""


class RichTextRenderer(RendererHTML):
    """``<b>`` and ``<i>``, and no paragraphs inside list items and quotes."""

    def strong_open(self, tokens, index, options, env):
        return "<b>"

    def strong_close(self, tokens, index, options, env):
        return "</b>"

    def em_open(self, tokens, index, options, env):
        return "<i>"

    def em_close(self, tokens, index, options, env):
        return "</i>"

    def softbreak(self, tokens, index, options, env):
        return " "

    def hardbreak(self, tokens, index, options, env):
        return "<br/>"

    def paragraph_open(self, tokens, index, options, env):
        if not _stands_plain(tokens, index):
            return "<p>"
        return "" if tokens[index - 1].type in PLAIN_PARENTS else "<br/>"

    def paragraph_close(self, tokens, index, options, env):
        return "" if _stands_plain(tokens, index) else "</p>"


def _stands_plain(tokens, index):
    """Whether the paragraph at this index is directly in a list item or a quote."""
    return tokens[index].level > 0


_parser = MarkdownIt("commonmark", renderer_cls=RichTextRenderer).disable(NOT_STORED)


def to_rich_text(text, short=False):
    """HTML for a rich text field; ``short`` where headings and quotes have no place.

    Raises Unstorable.
    """
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type == "heading_open" and (short or token.tag not in HEADINGS):
            raise Unstorable(f"a heading {token.tag} has no place here (## to #### in texts)")
        if token.type == "blockquote_open" and short:
            raise Unstorable("a quote has no place here")
    html = _parser.renderer.render(tokens, _parser.options, {})
    return html.replace(">\n", ">").strip()
