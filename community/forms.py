"""What people type in the community."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rich_text import MAX_CHARACTERS
from courses.models import Topic
from learning.forms import WordsField

from .models import Absence, AskPreference, Report, Space, Thread
from .standing import MENTORS, MODERATORS


class PostForm(forms.Form):
    """A post: a reply, or what an edit makes of one."""

    text = WordsField(
        required=False,
        max_length=MAX_CHARACTERS,
        label=_("Your post"),
        error_messages={
            "max_length": _(
                "This is %(show_value)d characters long; a post holds %(limit_value)d. Shorten it,"
                " or put a part into a second post."
            )
        },
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Write something, then post it."))
        return text


class ThreadForm(PostForm):
    """A thread's first post, with what it is about."""

    kind = forms.ChoiceField(
        choices=Thread.Kind, required=False, label=_("What is it?"), widget=forms.RadioSelect
    )
    title = forms.CharField(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Without one, your first words stand there."),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Topics"),
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_kind(self):
        return self.cleaned_data["kind"] or Thread.Kind.CONVERSATION


class NewThreadForm(ThreadForm):
    """A thread begun from the community's front, where its place is still to be chosen."""

    field_order = ["space", "kind", "title", "text", "topics"]

    space = forms.ModelChoiceField(
        None,
        label=_("Where?"),
        empty_label=None,
        error_messages={"required": _("Choose where it belongs.")},
    )
    title = forms.CharField(
        max_length=160,
        label=_("Title"),
        help_text=_("In words that a colleague would search for."),
        error_messages={"required": _("Give it a title, so that the right people open it.")},
    )

    def __init__(self, spaces, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces
        self.fields["space"].choices = _by_course(spaces)


class ShareForm(PostForm):
    """A reflection on its way into a discussion."""

    space = forms.ModelChoiceField(None, label=_("Where?"), empty_label=None)
    wants_reply = forms.BooleanField(
        required=False,
        label=_("I’d like a reply"),
        help_text=_("Somebody will see to it that you hear from a colleague."),
    )

    def __init__(self, spaces, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces
        self.fields["space"].label_from_instance = lambda space: space.prompt or space.title


class SpaceForm(forms.ModelForm):
    """What who hosts a discussion decides about it."""

    class Meta:
        model = Space
        fields = ["visibility", "host"]
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Looking after a space is given to people of whom somebody made something before.
        space, part = self.instance, Q(groups__name__in=[MODERATORS, MENTORS])
        if space.kind == Space.Kind.COHORT:  # its members', whatever somebody sends
            del self.fields["visibility"]
        if key := space.key_of_course:
            part |= Q(course_roles__course__translation_key=key)
        if space.host_id:
            part |= Q(pk=space.host_id)
        host = self.fields["host"]
        host.queryset = User.objects.filter(part, is_active=True).distinct()
        host.queryset = host.queryset.order_by("display_name", "pk")
        host.empty_label = _("Who teaches the course, else a moderator")
        host.help_text = _("Whoever asks here is told this name, and what waits is theirs.")


def _by_course(spaces):
    """The spaces as a list of choices: the community's own, then course by course."""
    everyone, courses = [], {}
    for space in spaces:
        if space.kind == Space.Kind.COMMUNITY:
            everyone.append((space.pk, space.title))
        else:
            courses.setdefault(space.course_key, []).append(space)
    groups = [(_("Community"), everyone)] if everyone else []
    for found in courses.values():
        # Its own space bears the course's title; the modules stand below it.
        whole = next((space for space in found if space.kind == Space.Kind.COURSE), None)
        choices = [(whole.pk, _("The course as a whole"))] if whole else []
        choices += [(space.pk, space.title) for space in found if space is not whole]
        groups.append((whole.title if whole else _("A course"), choices))
    return groups


class DraftForm(forms.Form):
    """What autosave sends while somebody is writing."""

    title = forms.CharField(required=False, max_length=160)
    lead = WordsField(required=False, max_length=300)
    text = WordsField(required=False, max_length=MAX_CHARACTERS)
    kind = forms.ChoiceField(choices=Thread.Kind, required=False)


class ReportForm(forms.Form):
    """Why a moderator should look at a post."""

    reason = forms.ChoiceField(
        choices=Report.Reason,
        widget=forms.RadioSelect,
        label=_("What is it?"),
        error_messages={"required": _("Choose what comes closest.")},
    )
    note = WordsField(
        required=False,
        max_length=1000,
        label=_("Anything a moderator should know"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why a moderator does something: people who are told need to understand it."""

    reason = forms.CharField(
        max_length=500,
        label=_("Reason"),
        help_text=_("It is kept with your name, and its writer can be told."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give a reason: it is kept with what you do.")},
    )


class MoveForm(ReasonForm):
    """Where a thread goes instead."""

    space = forms.ModelChoiceField(None, label=_("To"), empty_label=None)

    def __init__(self, spaces, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces


class MergeForm(ReasonForm):
    """Which thread takes the posts of this one."""

    into = forms.IntegerField(
        min_value=1,
        label=_("Number of the thread that stays"),
        help_text=_("It stands in the thread’s address: /community/discussions/12-…"),
    )

    def __init__(self, threads, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.threads = threads

    def clean_into(self):
        thread = self.threads.filter(pk=self.cleaned_data["into"]).first()
        if thread is None:
            raise forms.ValidationError(_("There is no such thread that you look after."))
        return thread


class AskPreferenceForm(forms.ModelForm):
    """Whether somebody may be asked, and from when on."""

    class Meta:
        model = AskPreference
        fields = ["willing", "paused_until"]
        labels = {
            "willing": _("You may ask me a question that I could answer"),
            "paused_until": _("Not before"),
        }
        help_texts = {
            "willing": _("At most one a week, about what you have been through yourself."),
            "paused_until": _("Leave it empty to be asked from now on."),
        }
        widgets = {"paused_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_paused_until(self):
        day = self.cleaned_data["paused_until"]
        if "paused_until" in self.changed_data and day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come, or leave it empty."))
        return day


class AbsenceForm(forms.ModelForm):
    """When a host is away."""

    class Meta:
        model = Absence
        fields = ["starts_on", "ends_on"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "starts_on": {"required": _("Enter the first day on which you are away.")},
            "ends_on": {"required": _("Enter the last day on which you are away.")},
        }


class SuspendForm(ReasonForm):
    """For how long somebody cannot post."""

    DAYS = [("7", _("A week")), ("30", _("A month")), ("", _("Until further notice"))]

    days = forms.TypedChoiceField(
        choices=DAYS, coerce=int, empty_value=None, required=False, label=_("For how long?")
    )
