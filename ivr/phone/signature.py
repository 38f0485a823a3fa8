"""Whether a request is Twilio's: its signature, against the address that Twilio was given.

The address is the configured one and the path as it came over the wire, never what a framework decoded or a proxy said
(contract 2.9 to 2.12). Anything odd is a no, not an error. Nothing can turn the check off.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator


@dataclass(frozen=True, slots=True)
class Signatures:
    """Checks signatures made with any of `tokens`: the current one, and the next while it is being brought in (contract 2.6)."""

    public: str
    tokens: tuple[str, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.tokens or not all(self.tokens):
            message = "A token that signs webhooks is empty: anybody could sign with it."
            raise ValueError(message)

    def genuine(self, raw_path: str | None, form: Mapping[str, Any], signature: str | None) -> bool:
        """Whether `signature` is that of this path (query and all, undecoded) and this form, exactly as they were received."""
        if not raw_path or not signature:
            return False
        url = self.public + _relative(raw_path)
        return any(_valid(token, url, form, signature) for token in self.tokens)


def _valid(token: str, url: str, form: Mapping[str, Any], signature: str) -> bool:
    validator = RequestValidator(token)
    try:
        # Nearly always the address as it stands; `validate` computes two more, for the ports that some senders leave out (contract 2.4).
        return compare_digest(validator.compute_signature(url, form), signature) or bool(validator.validate(url, form, signature))
    except Exception:  # noqa: BLE001 - the library raises many things at odd input (contract 2.9); each means no
        return False


def _relative(raw: str) -> str:
    # A proxy may send the whole address in the request line; only the path and the query of it are news.
    if raw.startswith("/"):
        return raw
    try:
        parts = urlsplit(raw)
    except ValueError:
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")
