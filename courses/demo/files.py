"""Reading the content files, with errors that name the file."""

import yaml


class ContentError(Exception):
    """Something in a content file cannot be published; says which file and where."""


class Source:
    """A mapping of a YAML file, taken apart key by key so that no typing error goes unseen."""

    def __init__(self, path, values=None):
        self.path = path
        if values is None:
            try:
                values = yaml.safe_load(path.read_text(encoding="utf-8"))
            except yaml.YAMLError as error:
                raise ContentError(f"{path}: {error}") from error
        if not isinstance(values, dict):
            raise self.error("is not a mapping of keys to values")
        self.values = {key: _tidy(value) for key, value in values.items()}

    def error(self, message):
        return ContentError(f"{self.path}: {message}")

    def take(self, key, default=...):
        """The value of a key, which counts as seen. Without a default it must be there."""
        if key not in self.values and default is ...:
            raise self.error(f"{key} is missing")
        value = self.values.pop(key, default)
        return default if value is None and default is not ... else value

    def __enter__(self):
        return self

    def __exit__(self, error, *_rest):
        """Refuses keys that nobody took."""
        if error is None and self.values:
            raise self.error(f"unknown: {', '.join(map(str, self.values))}")


def _tidy(value):
    """Text without the line break that YAML's block style leaves at its end."""
    return value.strip() if isinstance(value, str) else value
