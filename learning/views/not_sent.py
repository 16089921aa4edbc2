"""Words for something that was closed meanwhile: the page that says so and gives them back."""

from django.shortcuts import render


def not_sent(request, *, title, reason, typed, to, label, status=409):
    """``typed`` is shown to be copied; ``to`` and ``label`` are where to go on."""
    context = {"title": title, "reason": reason, "typed": typed, "to": to, "label": label}
    return render(request, "learning/not_sent.html", context, status=status)
