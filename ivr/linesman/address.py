"""Addresses of pages, as links and redirects give them: what they are in full, and whether they lead inside a network.

Knows URLs and the address space of the internet. Asks nobody.
"""

import ipaddress
import re
from contextlib import suppress
from typing import Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"  # what may stand in a URL as it is; % begins what is quoted already
_INSIDE: Final = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
_FRONT: Final = re.compile(r"/*((index|home|default)(\.\w{2,5})?/*)?", re.IGNORECASE)


def absolute(base: str, given: str) -> str | None:
    """The whole address, in ASCII, of one that the page at `base` sends on to; None where it is none.

    A header comes as latin-1, whatever it was: most that is not ASCII was UTF-8. Whoever gives a user or a password gives no page.
    """
    with suppress(UnicodeError):
        given = given.encode("latin-1").decode("utf-8")
    try:
        whole = urlsplit(urljoin(base, given.strip()))
        host, port = (whole.hostname or "").encode("idna").decode("ascii"), whole.port
    except ValueError:  # a port, a name, or an address that is none
        return None
    if (
        whole.scheme not in ("http", "https")
        or not re.fullmatch(r"[\w.:-]+", host)
        or "@" in whole.netloc
        or port == 0
        or not given.strip()
    ):
        return None
    site = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    # A page that moves is read from the same place on (RFC 9110, 10.2.2).
    parts = (whole.path, whole.query, whole.fragment or urldefrag(base).fragment)
    path, query, fragment = (quote(part, safe=_KEPT) for part in parts)
    return urlunsplit((whole.scheme, site, path, query, fragment))


def without_fragment(address: str) -> str:
    """The address without its fragment, which no server is told."""
    return urldefrag(address).url


def host(address: str) -> str:
    """The name of its site, in small letters."""
    return urlsplit(address).hostname or ""


def same_site(one: str, other: str) -> bool:
    """Whether two names are of one site: `www.` is not looked at."""
    return one.lower().removeprefix("www.") == other.lower().removeprefix("www.")


def is_front_page(address: str) -> bool:
    """Whether it is the page that its site begins with."""
    parts = urlsplit(address)
    return bool(_FRONT.fullmatch(parts.path)) and not parts.query


def is_inside(number: str) -> bool:
    """Whether an IP address is one of this machine's, or of a network that the internet does not reach."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not address.is_global or address.is_multicast


def is_inside_by_name(name: str) -> bool:
    """Whether the name of a site alone shows that it is inside a network; for where a proxy looks names up."""
    try:
        return is_inside(name)
    except ValueError:
        return "." not in name.rstrip(".") or name.rstrip(".").endswith(_INSIDE)
