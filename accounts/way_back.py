"""How somebody who signs in comes back to where they were."""

from urllib.parse import urlencode

# Addresses that lead to signing in: coming back to them would lead nowhere.
WITHOUT_RETURN = "/accounts/"


def way_back(request):
    """The query string that brings a person back here after signing in, or ""."""
    if request is None or request.method != "GET":
        return ""
    if request.path.startswith(WITHOUT_RETURN):
        target = request.GET.get("next", "")
    else:
        target = request.get_full_path()
    return "?" + urlencode({"next": target}) if target not in ("", "/") else ""
