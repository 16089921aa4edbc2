"""Ending mail from a link in it, without signing in (RFC 8058)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.mail.unsubscribing import DIGEST, end_all_mail, end_mail, labels_of, read_token


@csrf_exempt  # mail programs send it, too; the token says what may be done, and for whom
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Looking changes nothing. A POST acts for whom the mail was, whoever is signed in."""
    found = read_token(token)
    if found is None:
        raise Http404
    row, names = found
    everything = request.POST.get("what") == "all"
    if request.method == "POST" and everything:
        end_all_mail(row)
    elif request.method == "POST":
        end_mail(row, names)
    context = {
        "done": request.method == "POST",
        "everything": everything,
        "labels": labels_of(names),
        "digest": DIGEST in names,
    }
    return render(request, "accounts/unsubscribe.html", context)
