"""A form that takes a list as a file or pasted; who inherits says how it is read."""

from django import forms

from .list_file import UnreadableFile, text_of


class ListForm(forms.Form):
    """Who inherits has the fields "file" and "text", and ``read(text)``.

    ``read`` raises UnreadableFile; what it returns is ``listed`` once the form is valid.
    """

    bytes_at_most = 0
    too_large = ""

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self.listed = self.read(self._text(cleaned))
        except UnreadableFile as error:
            self.add_error("file" if cleaned.get("file") else "text", str(error))
        return cleaned

    def _text(self, cleaned):
        file = cleaned.get("file")
        if not file:
            return cleaned.get("text", "")
        if file.size > self.bytes_at_most:
            raise UnreadableFile(self.too_large)
        return text_of(file.read())
