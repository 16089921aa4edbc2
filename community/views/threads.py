"""Reading a thread and replying in it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from community.composer import forget_kept
from community.forms import PostForm
from community.models import ThreadReading
from community.posting import refusal, state_for
from community.thread_state import ThreadState

from .doors import key_in, sign_in_first, thread_for, thread_that_stays


@require_safe
def thread(request, pk, slug):
    """The thread; who was here before lands on the first post they have not seen."""
    try:
        row = thread_for(request.user, pk)
    except Http404:
        return redirect(thread_that_stays(request.user, pk), permanent=True)
    state = ThreadState(request, row, reply_to=_answered(request, row))
    if not request.GET.keys() & {"page", "to", "show"} and state.first_unread:
        page = state.page_of(state.first_unread)
        return redirect(f"{row.get_absolute_url()}?page={page}#{state.first_unread.anchor}")
    return _page(request, state)


@require_POST
def reply(request, pk):
    """Post a reply. Whatever stands in the way, the words are kept."""
    row = thread_for(request.user, pk)
    to = _answered(request, row)
    state = ThreadState(request, row, form=PostForm(request.POST), reply_to=to)
    if not request.user.is_authenticated:
        back = f"{row.get_absolute_url()}?to={to.pk if to else ''}#{state.composer.anchor}"
        return sign_in_first(request, state.composer.place, back)
    if state.form.is_valid() and (why := refusal(request.user, row.space, row)):
        state.form.add_error("text", why)
    if not state.form.is_valid():
        return _page(request, state, status=422)
    text = state.form.cleaned_data["text"]
    post = row.reply(request.user, text, to=to, state=state_for(request.user, text))
    forget_kept(request, state.composer.place)
    ThreadReading.objects.read(request.user, row, post.number)
    return redirect(state.address_of(post))


@login_required
@require_POST
def follow_thread(request, pk):
    """Follow, mute, or neither: ``follow`` is yes, mute or no."""
    row = thread_for(request.user, pk)
    wish = request.POST.get("follow")
    if wish == "no":
        row.unfollow(request.user)
    else:
        row.follow(request.user, muted=wish == "mute", change=True)
    return redirect(f"{row.get_absolute_url()}?page={_number(request, 'page') or 1}#follow")


@login_required
@require_POST
def read_thread(request, pk):
    """Up to which post somebody has read: sent by the script, or by "Mark as read"."""
    row = thread_for(request.user, pk)
    ThreadReading.objects.read(request.user, row, _number(request, "number"))
    if request.POST.get("scripted"):
        return HttpResponse(status=204)
    return redirect("community:hub")


def _number(request, name):
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _answered(request, row):
    """The post that a reply answers, or None: of this thread and shown."""
    pk = key_in(request.POST.get("to") or request.GET.get("to") or "")
    if pk is None:
        return None
    return row.posts.published().select_related("author").filter(pk=pk).first()


def _page(request, state, status=200):
    context = {"thread": state.thread, "state": state, "page_obj": state.page}
    context |= {"composer": state.composer, "form": state.form}
    return render(request, "community/thread.html", context, status=status)
