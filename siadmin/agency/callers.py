"""From where a request comes, for limits of attempts: the address that the outermost of our own proxies saw."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_IPV6_HOUSEHOLD = 64  # one line has that many bits of addresses to itself


def address_of(request: HttpRequest) -> str | None:
    """The caller's address; nothing where there is none. What a caller writes into the header itself is not believed.

    `PROXIES` says how many proxies of ours stand in front; each appends the address it saw to X-Forwarded-For.
    """
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.PROXIES
    text = seen[-trusted] if 0 < trusted <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def caller_of(request: HttpRequest) -> str:
    """Who is counted as one: an address, of IPv6 the network of a household."""
    address = address_of(request)
    if address is None:
        return "unknown"
    if ":" in address:
        return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))
    return address
