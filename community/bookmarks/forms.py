"""What people type beside their bookmarks."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms import WordsField
from learning.models import Bookmark, Shelf
from learning.models.bookmarks import LONGEST_TAG, MOST_TAGS, host_of, normalized_tags


class TagsField(forms.CharField):
    """Words with commas between them, as a list in lower case."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        typed = super().clean(value).split(",")
        if any(len(" ".join(name.split())) > LONGEST_TAG for name in typed):
            raise forms.ValidationError(
                _("A tag has at most %(n)d characters. Put commas between tags."),
                params={"n": LONGEST_TAG},
            )
        if sum(bool(name.strip()) for name in typed) > MOST_TAGS:
            raise forms.ValidationError(
                _("A bookmark has at most %(n)d tags. Take some away."), params={"n": MOST_TAGS}
            )
        return normalized_tags(typed)


class BookmarkForm(forms.ModelForm):
    """Where a bookmark stands, and what its owner says about it."""

    tags = TagsField(
        required=False,
        max_length=600,
        label=_("Tags"),
        help_text=_("Your own words for finding it again, with commas between them."),
    )
    note = WordsField(
        required=False,
        max_length=1000,
        label=_("Note"),
        help_text=_("On a shelf that you share, colleagues read notes and tags, too."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _(
                "This is %(show_value)d characters long; a note holds %(limit_value)d. Shorten it."
            )
        },
    )

    class Meta:
        model = Bookmark
        fields = ["title", "note", "shelf"]

    field_order = ["url", "title", "note", "tags", "shelf"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shelf"].queryset = Shelf.objects.of(user)
        self.fields["shelf"].empty_label = _("Unsorted")
        self.fields["title"].error_messages["required"] = _("Give it a title.")
        if self.instance.pk:
            self.initial["tags"] = [tag.name for tag in self.instance.tags.all()]
            if not self.instance.is_outside:  # called what its writer calls it
                del self.fields["title"]

    def save(self, commit=True):
        bookmark = super().save(commit)
        bookmark.set_tags(self.cleaned_data["tags"])
        return bookmark


class AddressForm(BookmarkForm):
    """An outside address. It is kept as it is: nothing here ever asks it for anything."""

    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={
            "required": _("Paste the address that you want to keep."),
            "invalid": _("This is no web address. It begins with https:// or http://."),
            "max_length": _("This address is longer than %(limit_value)d characters."),
        },
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label=_("Title"),
        help_text=_("Without one, the name of the site stands there."),
    )

    class Meta(BookmarkForm.Meta):
        fields = ["url", "title", "note", "shelf"]

    def clean_url(self):
        url = self.cleaned_data["url"]
        if not host_of(url):
            raise forms.ValidationError(self.fields["url"].error_messages["invalid"])
        return url

    def clean_title(self):
        return self.cleaned_data["title"] or _host_and_path(self.cleaned_data.get("url", ""))


def _host_and_path(url):
    return (host_of(url) + urlsplit(url).path.rstrip("/"))[:200] if url else ""


class ShelfForm(forms.ModelForm):
    """A shelf: what it is called, what is on it, who sees it."""

    class Meta:
        model = Shelf
        fields = ["title", "description", "is_shared"]
        labels = {"title": _("Name"), "is_shared": _("Share it with everyone who has an account")}
        help_texts = {
            "description": _("One line: for whom it is, or what for."),
            "is_shared": _("They see what they may open themselves, with your notes and tags."),
        }
        error_messages = {"title": {"required": _("Give the shelf a name.")}}

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        same = Shelf.objects.of(self.instance.owner).filter(title__iexact=title)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("You have a shelf of this name. Choose another one."))
        return title
