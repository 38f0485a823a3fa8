"""What can become of a link that is asked: a closed set.

Knows nothing of networks, nor of how much an outcome matters.
"""

from dataclasses import dataclass
from enum import Enum


class Death(Enum):
    """Why nobody can read a page."""

    NOT_THERE = "the page is not there (404)"
    GONE = "the page has been taken away (410)"
    NO_SUCH_NAME = "its site has a name that does not exist"
    EXPIRED = "the certificate of its site is out of date"
    OF_ANOTHER = "the certificate of its site is for another name"
    SELF_SIGNED = "the certificate of its site is signed by nobody"


class Doubt(Enum):
    """Why we cannot tell whether people can read a page."""

    STATUS = "its site answers {status}"
    NO_ROBOTS = "its site lets no robot in ({status})"
    SIGN_IN = "its site asks for a password ({status})"
    IN_TROUBLE = "its site is in trouble ({status})"
    UNTRUSTED = "who signed the certificate of its site is not known to this machine"
    NO_TLS = "its site and this machine could not agree on how to talk in private"
    NAME_LOST = "the name of its site could not be looked up just now"
    REFUSED = "its site could not be connected to"
    UNREACHED = "its site could not be reached in time"
    SLOW = "its site did not answer in time"
    DROPPED = "its site hung up, or gave no answer of a web server"
    PROXY = "the proxy of this network did not pass the question on"
    ODD = "its address, or the answer, makes no sense to us"
    ROUND = "it is sent round in a circle, as some sites do to those who keep no cookies"
    TOO_FAR = "it is sent on again and again"
    NOWHERE = "it is sent on to what is no address of a page"
    INSIDE = "it is sent on to an address inside a network, which was not asked"
    OFFLINE = "no site at all could be reached, so this machine may be off the network"


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: its status, 301 to 308, and the whole address it leads to."""

    status: int
    to: str

    @property
    def lasting(self) -> bool:
        """Whether whoever keeps the old address is asked to write the new one (RFC 9110, 15.4)."""
        return self.status in (301, 308)


@dataclass(frozen=True, slots=True)
class Fine:
    """It is where we say it is."""


@dataclass(frozen=True, slots=True)
class Moved:
    """It is somewhere else: `hops`, one or more, lead there."""

    hops: tuple[Hop, ...]

    @property
    def end(self) -> str:
        """Where it is now."""
        return self.hops[-1].to

    @property
    def settled(self) -> str | None:
        """Where it is for good, as far as the redirects from the first one on are lasting; None where the first is not."""
        settled = None
        for hop in self.hops:
            if not hop.lasting:
                break
            settled = hop.to
        return settled


@dataclass(frozen=True, slots=True)
class Dead:
    """Nobody can read it."""

    why: Death
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A person must look. `status` is what was answered, 0 for nothing."""

    why: Doubt
    status: int = 0
    hops: tuple[Hop, ...] = ()


Outcome = Fine | Moved | Dead | Unsure


class TroubleError(Exception):
    """A question that got no answer, and why."""

    def __init__(self, why: Death | Doubt) -> None:
        self.why = why
        super().__init__(why.name)
