"""The plan as one Markdown file."""

from django.template.loader import render_to_string


def render(copy):
    return render_to_string("learning/plan.md", {"plan": copy}).encode()
