"""Pages whose address is a key: whoever holds the link may open them."""


def private(response):
    """No search engine and no other site is told of the address, and nothing keeps the page."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
