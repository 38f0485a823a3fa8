"""The settings: what the server is told from outside, read once, every fault listed together.

`SETTINGS` is the whole list; the README's table is made from it. Knows the shape of each setting; opens no file and no
connection. A value is never repeated in a fault, and no secret is in a `repr`. The commands that need no settings
(`ivr call`, `ivr check`, `ivr draw`) ask only `menus` and `audio`, which always have an answer.
"""

import difflib
import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ivr.errors import OperatorError

_HERE = Path(__file__).parent
_URL = re.compile(r"https?://[!-~]+")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")  # Twilio's signature survives no other characters for sure (contract 2.10)
_SENDER = re.compile(r"\+[1-9][0-9]{6,14}|MG[0-9a-fA-F]{32}|(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}")  # (contract 4.8)
_DATABASE = re.compile(r"(sqlite:///[!-~].*|postgresql\+psycopg://[!-~]+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `public_url` has no slash at its end; `database_url` is SQLAlchemy's; the folders need not exist yet."""

    account_sid: str
    auth_token: str = field(repr=False)
    auth_token_next: str | None = field(repr=False)
    public_url: str
    sms_from: str = field(repr=False)
    texts_drama: bool
    database_url: str = field(repr=False)
    data: Path
    menus: Path
    audio: Path

    @property
    def sender_answers(self) -> bool | None:
        """Whether what texts come from can be answered: a number can, a name cannot (contract 4.8), a messaging service may be either."""
        return None if self.sms_from.startswith("MG") else self.sms_from.startswith("+")

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens that may sign a webhook: the current one, and the next while it is being brought in (contract 2.6)."""
        return (self.auth_token, *([self.auth_token_next] if self.auth_token_next else []))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `shape` ends the sentence "It must be ..."; `unset` says what happens without it, None that it is needed."""

    name: str
    purpose: str
    shape: str
    fits: Callable[[str], bool]
    unset: str | None = None
    secret: bool = False


def _public(text: str) -> bool:
    if not _URL.fullmatch(text) or set("?#@\\") & set(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.port != 0 and _reachable(parts)
    except ValueError:  # a port or an address that is none
        return False


def _reachable(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    named = _HOST.fullmatch(host) or parts.netloc.startswith("[")
    return bool(named and _PATH.fullmatch(parts.path.rstrip("/"))) and (parts.scheme == "https" or _loopback(host))


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


_TOKEN, _FOLDER = _like(r"[!-~]{8,}"), _like(r"[^\0?#%]+")  # a folder may become part of a database's URL

SETTINGS = (
    Setting("TWILIO_ACCOUNT_SID", "whose account the number is in", "AC and 32 digits or letters a to f", _like("AC[0-9a-fA-F]{32}")),
    Setting("TWILIO_AUTH_TOKEN", "what signs webhooks, and sends texts", "the token of the account, without spaces", _TOKEN, secret=True),
    Setting(
        "TWILIO_AUTH_TOKEN_NEXT", "the next token, accepted too while tokens change", "a token, without spaces", _TOKEN, "none", secret=True
    ),
    Setting("IVR_PUBLIC_URL", "where Twilio finds this server", "an https address: a host without _, no user, ? or #", _public),
    Setting(
        "IVR_SMS_FROM",
        "what texts come from",
        "a number as +44..., a name of at most 11 letters and digits (not digits alone), or the id of a messaging service (MG...)",
        lambda text: _SENDER.fullmatch(text) is not None,
    ),
    Setting("IVR_DRAMA_NUMBERS", "texts to 07700 900000 to 900999", "`keep` or `send`", _like("keep|send"), "`keep`: none is sent"),
    Setting(
        "DATABASE_URL",
        "where calls and texts are kept",
        "sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME",
        lambda text: _DATABASE.fullmatch(text) is not None,
        "SQLite in the data folder",
        secret=True,
    ),
    Setting("IVR_DATA", "the data folder", "a folder, without ?, # or %", _FOLDER, "`data`"),
    Setting("IVR_MENUS", "the folder of menus", "a folder", _FOLDER, "`menus` here, else the one shipped"),
    Setting("IVR_AUDIO", "the folder of recordings", "a folder", _FOLDER, "`audio` here, else the one shipped"),
)


def read(environ: Mapping[str, str]) -> Settings:
    """All that `ivr serve` and `ivr work` need. Raises OperatorError with every fault."""
    if faults := [*_faults(environ), *_strangers(environ)]:
        raise OperatorError(*faults)
    return Settings(
        account_sid=_typed(environ, "TWILIO_ACCOUNT_SID"),
        auth_token=_typed(environ, "TWILIO_AUTH_TOKEN"),
        auth_token_next=_typed(environ, "TWILIO_AUTH_TOKEN_NEXT") or None,
        public_url=_typed(environ, "IVR_PUBLIC_URL").rstrip("/"),
        sms_from=_typed(environ, "IVR_SMS_FROM"),
        texts_drama=_typed(environ, "IVR_DRAMA_NUMBERS") == "send",
        database_url=database(environ),
        data=_data(environ),
        menus=menus(environ),
        audio=audio(environ),
    )


def database(environ: Mapping[str, str]) -> str:
    """SQLAlchemy's URL of the database: all that the commands need that list what callers left."""
    return _typed(environ, "DATABASE_URL") or f"sqlite:///{_data(environ) / 'ivr.db'}"


def public_url(environ: Mapping[str, str]) -> str:
    """Where Twilio finds the server, without a slash at its end; "" where that is not set, or cannot be used."""
    typed = _typed(environ, "IVR_PUBLIC_URL")
    return typed.rstrip("/") if _public(typed) else ""


def menus(environ: Mapping[str, str]) -> Path:
    """The folder of menus: the one that is set, the one here, or the one that came with the code."""
    return _folder(environ, "IVR_MENUS", "menus")


def audio(environ: Mapping[str, str]) -> Path:
    """The folder of recordings, found in the same way."""
    return _folder(environ, "IVR_AUDIO", "audio")


def table() -> str:
    """The README's table of settings, in Markdown."""
    rows = [f"| `{one.name}` | {one.purpose}: {one.shape} | {one.unset or 'must be set'} |" for one in SETTINGS]
    return "\n".join(["| setting | what it is | unset |", "| --- | --- | --- |", *rows])


def _faults(environ: Mapping[str, str]) -> Iterator[str]:
    for setting in SETTINGS:
        typed = _typed(environ, setting.name)
        if not typed and setting.unset is None:
            yield f"{setting.name} is not set: {setting.purpose}. It must be {setting.shape}."
        elif typed and not setting.fits(typed):
            yield f"{setting.name} cannot be used. It must be {setting.shape}."


def _strangers(environ: Mapping[str, str]) -> Iterator[str]:
    known = [setting.name for setting in SETTINGS]
    for name in sorted(environ):
        if name.startswith("IVR_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is not a setting. " + (f"Did you mean {near[0]}?" if near else "Take it away.")


def _typed(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _data(environ: Mapping[str, str]) -> Path:
    return Path(_typed(environ, "IVR_DATA") or "data")


def _folder(environ: Mapping[str, str], name: str, usual: str) -> Path:
    if typed := _typed(environ, name):
        return Path(typed)
    here = Path(usual)
    return next((folder for folder in (here, _HERE / "shipped" / usual, _HERE.parent / usual) if folder.is_dir()), here)
