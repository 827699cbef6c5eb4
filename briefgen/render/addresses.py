"""Addresses that a link may carry: those of the web and of mail, and nothing that runs."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_KEPT = "%/:?#[]@!$&'()*+,;=~-._"


def safe_address(url: str) -> str:
    """``url`` as a link may carry it, or nothing where it is no web or mail address."""
    try:
        parts = urlsplit("".join(filter(str.isprintable, url)).strip())
    except ValueError:  # a bracket that is not closed, say
        return ""
    whole = parts.path if parts.scheme == "mailto" else parts.netloc
    if parts.scheme not in ("http", "https", "mailto") or not whole:
        return ""
    return quote(parts.geturl(), safe=_KEPT)
