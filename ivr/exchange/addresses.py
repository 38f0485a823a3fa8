"""Addresses: where a URL in a document leads, how often it is tried, and that it leads nowhere but to this machine.

Knows URLs and the overrides in their fragments (contract 1.9). A name is resolved here once and the connection made to what was found,
so that no name can lead elsewhere a moment later.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from ivr.exchange.alerts import AlertError, NotLoopbackError

_WHEN: Final = frozenset({"4xx", "5xx", "ct", "rt", "all"})
_NUMBERS: Final = {"ct": (100, 10_000), "rt": (100, 15_000), "tt": (100, 15_000), "rc": (0, 5)}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often a URL is tried (contract 1.8, 1.9); times in seconds. `again_on` holds 4xx, 5xx, ct or rt."""

    connect_s: float = 5.0
    read_s: float = 15.0
    total_s: float = 15.0
    retries: int = 1
    again_on: frozenset[str] = frozenset({"ct"})


USUAL: Final = Patience()


def absolute(url: str, base: str | None, verb: str, attribute: str = "") -> str:
    """The whole URL of one in a document, as given there; `AlertError` where it is none (contract 1.22, 1.25)."""
    whole = url if base is None else _joined(base, url)
    if not _is_url(whole):
        raise AlertError(11100, "1.25" if base is None else "1.22", "it is not a URL", verb=verb, attribute=attribute)
    return whole


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _is_url(whole: str) -> bool:
    try:
        parts = urlsplit(whole)
        named = parts.hostname or ""
        named.encode("idna")  # as it will be looked up: a name of which a part is empty or too long is none
        usual = whole.isascii() and "_" not in named and not re.search(r"[\s\x00-\x1f\x7f]", whole)
        return usual and parts.scheme in ("http", "https") and bool(named) and parts.port != 0
    except ValueError:  # a port that is none, or a name, or an address that is
        return False


def bare(url: str) -> str:
    """The URL without its fragment, which is for Twilio alone."""
    return url.partition("#")[0]


def patience(url: str, usual: Patience) -> Patience:
    """How patiently this URL asks to be tried; `AlertError` if what it asks makes no sense."""
    asked = usual
    for part in urlsplit(url).fragment.split("&"):
        name, _, value = part.partition("=")
        if name == "rp":
            asked = replace(asked, again_on=_again_on(value, url))
        elif name == "sni" and value not in ("y", "n"):
            raise AlertError(11243, "1.9", f"sni={value} is neither y nor n", url=bare(url))
        elif name in _NUMBERS:
            asked = _with(asked, name, _number(name, value, url))
    return asked


def loopback(url: str) -> tuple[str, int]:
    """The address and port to connect to; `NotLoopbackError` unless all that the name stands for is this machine."""
    parts = urlsplit(url)
    if parts.scheme != "http":
        msg = f"{parts.scheme}://{parts.hostname} is not spoken to: on one machine there is only http"
        raise NotLoopbackError(msg)
    host, port = parts.hostname or "", parts.port or 80
    try:
        found = [str(address[4][0]) for address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):  # a name that stands for nothing, or is none
        found = []
    if not only_here(found):
        msg = f"{host} is not this machine"
        raise NotLoopbackError(msg)
    return found[0], port


def only_here(found: list[str]) -> bool:
    """Whether all these addresses are this machine's own; a name that stands for nothing is not."""
    return bool(found) and all(ipaddress.ip_address(address).is_loopback for address in found)


def _again_on(value: str, url: str) -> frozenset[str]:
    words = frozenset(value.split(","))
    if not words <= _WHEN:
        raise AlertError(11243, "1.9", f"rp={value} names what is none of {', '.join(sorted(_WHEN))}", url=bare(url))
    return _WHEN if "all" in words else words


def _number(name: str, value: str, url: str) -> int:
    least, most = _NUMBERS[name]
    if not value.isdecimal() or not least <= int(value) <= most:
        raise AlertError(11243, "1.9", f"{name}={value} is not from {least} to {most}", url=bare(url))
    return int(value)


def _with(asked: Patience, name: str, number: int) -> Patience:
    match name:
        case "rc":
            return replace(asked, retries=number)
        case "ct":
            return replace(asked, connect_s=number / 1000)
        case "rt":
            return replace(asked, read_s=number / 1000)
    return replace(asked, total_s=number / 1000)
