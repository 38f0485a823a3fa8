"""What a server and a worker both begin with: the clock, the log, and a database that is as this version needs it."""

import logging
from dataclasses import replace
from datetime import datetime

from ivr.config import Settings
from ivr.menu.hours import LONDON
from ivr.menu.model import Helpline
from ivr.menu.service import Texting
from ivr.phone.links import Links
from ivr.store import Store, StoreError
from ivr.texts.discreet import as_sent
from ivr.texts.words import measure

LOG = logging.getLogger("ivr.app")


def now() -> datetime:
    """The moment, in Kent."""
    return datetime.now(LONDON)


def start_log() -> None:
    """Write down what happens, from here on. Nothing of it names a number."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def tell_of_settings(settings: Settings, helpline: Helpline) -> None:
    """Tell where the settings and the menus do not go together: nothing stops for it, and callers would be told what is not so."""
    _tell_of_sender(settings, helpline.texting)
    _tell_of_address(settings, helpline)
    _tell_of_length(settings, helpline)


def make_memory(store: Store) -> None:
    """Make the tables, or bring them up to date. That there is none is told: callers hear guidance and reach a person all the same."""
    try:
        store.migrate()
    except StoreError as error:
        LOG.error("starting without memory: %s", error)  # noqa: TRY400 - it is worded for whoever reads this


def _tell_of_sender(settings: Settings, texting: Texting) -> None:
    """Tell where callers hear of one kind of sender and are texted by another: who may stop texts, and how, hangs on it (contract 4.8)."""
    answers = settings.sender_answers
    if answers is False and texting.answerable:
        LOG.warning("texts come from a name, so nobody can reply STOP: write `answerable: no` under `texting` in helpline.yaml")
    elif answers and not texting.answerable:
        LOG.warning("texts come from a number, which can be answered: write `answerable: yes` under `texting` in helpline.yaml")


def _tell_of_address(settings: Settings, helpline: Helpline) -> None:
    """Tell where the address of this server says who we are: it stands in each discreet text, which is to say nothing of us."""
    if helpline.texting.discreet and helpline.initials and helpline.initials.casefold() in settings.public_url.casefold():
        LOG.warning("IVR_PUBLIC_URL says who we are, and so would each discreet text: give another name, or write `discreet: no`")


def _tell_of_length(settings: Settings, helpline: Helpline) -> None:
    """Tell which texts the address of this server makes longer than one message; a discreet one is then offered to nobody."""
    sent = replace(helpline, short_links=Links(settings.public_url).short)
    texts = (text for text in sent.texts.values() if "L43" not in text.provenance.waive)
    if long := [text.id for text in texts if measure(as_sent(sent, text)).segments > 1]:
        LOG.warning("with links to this IVR_PUBLIC_URL these texts are more than one message: %s; `ivr check` tells more", ", ".join(long))
