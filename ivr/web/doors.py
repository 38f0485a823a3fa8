"""The whole of the web: every door, put up once.

Knows which door is guarded and how. Everything that Twilio posts to is behind its signature, and the pages of staff are behind the desk's
guard; short addresses, recordings, health and figures are open.
"""

from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Flask, Response

from ivr.call import engine
from ivr.clips.catalogue import Recordings
from ivr.menu.model import Helpline
from ivr.phone.links import Links
from ivr.phone.signature import Signatures
from ivr.phone.speech import Speech
from ivr.porter import Porter
from ivr.store import Store
from ivr.studio import Studio
from ivr.web import clips, guard, health, lastwords, metrics, short, studioline, texts, voice
from ivr.web.desk import Desk, sealed, signing, start, unarrived
from ivr.web.desk.studio import lectern, listing
from ivr.web.switchboard import Clock, Decide, Switchboard

MOST_BYTES = 64 * 1024  # of a form; Twilio's are about one


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the doors lead to. `public` is the address Twilio knows us by; `helpline` is without its drafts; `clock` gives London's time.

    `audio` is the folder of these recordings, where what staff read is kept.
    """

    public: str
    tokens: tuple[str, ...] = field(repr=False)
    helpline: Helpline
    store: Store
    recordings: Recordings
    audio: Path
    clock: Clock
    decide: Decide = engine.decide


def create(house: House) -> Flask:
    """The web application. Fails now, not in a call, if the apologies cannot be made from these menus."""
    app = Flask("ivr", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES)
    app.url_map.merge_slashes = False  # no redirect, ever: it would lose the keys (contract 1.16)
    app.url_map.redirect_defaults = False
    studio = Studio(house.helpline, house.store, house.audio, house.recordings)
    app.register_blueprint(_twilio(house, studio))
    app.register_blueprint(_public(house))
    _desk(house, studio).open(app)
    app.after_request(_plain)
    return app


def _twilio(house: House, studio: Studio) -> Blueprint:
    doors = Blueprint("twilio", __name__)
    guard.protect(doors, Signatures(house.public, house.tokens))
    links = Links(house.public)
    speech = Speech(links, house.recordings, house.helpline.voice, house.helpline.speech)
    last = lastwords.prepare(house.helpline, links)
    voice.attach(doors, Switchboard(house.helpline, house.store, speech, last, house.clock, house.decide))
    texts.attach(doors, house.helpline, house.store, house.clock)
    studioline.attach(doors, studio, Porter(house.store), speech, house.clock)
    return doors


def _public(house: House) -> Blueprint:
    doors = Blueprint("public", __name__, template_folder="short/pages")
    short.attach(doors, house.helpline)
    clips.attach(doors, house.recordings, house.store)
    health.attach(doors, house.store, house.helpline)
    metrics.attach(doors, house.helpline, house.recordings, house.store, house.clock)
    return doors


def _desk(house: House, studio: Studio) -> Desk:
    desk = Desk(public=house.public, porter=Porter(house.store), clock=house.clock)
    sealed.attach(desk.gate)
    signing.attach(desk)
    start.attach(desk, house.store)
    unarrived.attach(desk, house.helpline, house.store)
    listing.attach(desk, studio)
    lectern.attach(desk, studio)
    return desk


def _plain(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
