"""Texts, system lines, and what is known about any words: where they come from, and how long they may be trusted.

Knows which of these each kind of words must have. Says nothing about style: that is for the checks.
"""

import re
from collections.abc import Iterator
from datetime import date

from ivr.errors import Where
from ivr.menu.lines import AUTO_REPLY, DISCREET, SLOTS
from ivr.menu.load.keywords import keywords, tell_keywords_apart
from ivr.menu.load.kinds import FACT, ID, WORDS
from ivr.menu.model import Line, Provenance, SignOff, Text
from ivr.menu.plain import ESCAPED, LONGEST, beyond_gsm_7, lost, named, plain
from ivr.reading import DAY, TEXT, YES_NO, Block, Fields, Scalar, Series, nearest, taken

_SLOT = re.compile(r"\{(\w+)\}")
_LINK = "{link}"
_LINK_ROOM = 60  # for a link of our own; the rest of the plain 160 is for the words around it
_WORDS_ROOM = 160 - _LINK_ROOM
_OWN = {AUTO_REPLY: "what is answered to whoever texts us", DISCREET: "what is sent to whoever wants a text that tells nothing"}
_SLOT_ALONE = re.compile(r"(?<!\S)\{\w+\}[.,]?(?!\S)")


def page_provenance(f: Fields) -> Provenance:
    """What must be known of a page of guidance or of a text."""
    source, reviewed, review_by = f.take("from", WORDS), f.take("reviewed", DAY), f.take("review_by", DAY)
    return _provenance(f, source, reviewed, review_by)


def line_provenance(f: Fields) -> Provenance:
    """What may be known of a line of the helpline's own."""
    source, reviewed, review_by = f.take("from", WORDS, ""), f.take("reviewed", DAY, None), f.take("review_by", DAY, None)
    return _provenance(f, source, reviewed, review_by)


def texts(f: Fields) -> dict[str, Text]:
    """All of texts.yaml: the texts that the helpline itself needs there must be, and for callers from the first day."""
    found = {key.text: _text(key.text, f.part(key.text)) for key in ids(f)}
    tell_keywords_apart(found.values(), f.faults)
    for id, what in _OWN.items():
        if id not in found:
            f.faults.add(f.where, f"There is no `{id}`: {what}.", f"Write `{id}:` with its words.")
        elif found[id].provenance.draft:
            problem = f"`{id}` waits for a sign-off, and it is {what} today."
            f.faults.add(found[id].where, problem, "Sign it off, or keep to what the leaflet says.")
    return found


def ids(f: Fields) -> Iterator[Scalar]:
    """The keys of a file whose keys are ids; one that is not an id is a fault, and kept."""
    for key in f.names():
        taken(key, ID, f.faults, "This id")
        yield key


def lines(f: Fields) -> dict[str, Line]:
    """All of system.yaml: each line there must be, and no other."""
    with f:
        return {id: _line(id, f, slots) for id, slots in SLOTS.items()}


def _provenance(f: Fields, source: str, reviewed: date | None, review_by: date | None) -> Provenance:
    _in_order(f, reviewed, review_by)
    found = Provenance(
        source=source,
        reviewed=reviewed,
        review_by=review_by,
        beyond_leaflet=f.take("beyond_leaflet", YES_NO, default=False),
        safety=f.take("safety", YES_NO, default=False),
        signed_off=_sign_off(f.part("signed_off")) if "signed_off" in f else None,
        confirm=f.take("confirm", WORDS, None),
        waive=f.each("waive", WORDS),
    )
    if found.safety and "confirm" not in f and not found.signed_off:
        f.fault("safety", "These words are spoken before anyone signed them off.", "Write a `confirm` that asks for it.")
    return found


def _in_order(f: Fields, reviewed: date | None, review_by: date | None) -> None:
    if reviewed and review_by and date.min not in {reviewed, review_by} and review_by < reviewed:
        f.fault("review_by", "The next review comes before the last one.", "Write a day after `reviewed`.")


def _sign_off(f: Fields) -> SignOff:
    with f:
        return SignOff(by=f.take("by", WORDS), on=f.take("on", DAY))


def _text(id: str, f: Fields) -> Text:
    with f:
        say = f.take("say", TEXT if id == DISCREET else WORDS)
        if id == DISCREET and say:
            _hold_link(f, say)
        if signs := lost(say):
            problem = f"A text cannot hold {named(signs)}: some networks and handsets would show something else, or nothing."
            f.faults.add(f.where_of("say"), problem, "Write it with plain letters, digits and signs.")
        if (takes := len(plain(say))) > LONGEST:
            f.fault("say", f"A text of {takes} characters cannot be sent.", f"Write at most {LONGEST}, or make several texts of it.")
        about, asked_by, facts = f.take("about", WORDS, ""), keywords(f), f.many("facts", FACT)
        if asked_by and id in _OWN:
            f.fault("keyword" if "keyword" in f else "keywords", f"`{id}` is {_OWN[id]}, and nothing to ask for.", "Take this out.")
        known = page_provenance(f)
        return Text(id=id, body=plain(say), about=about, keywords=asked_by, facts=facts, provenance=known, where=f.where)


def _hold_link(f: Fields, say: str) -> None:
    """The link is the one thing that differs from text to text, and there is room for it beside the words: counted now, not in a call."""
    words = plain(say.replace(_LINK, "", 1))
    takes = len(words) + sum(map(words.count, ESCAPED))
    if _LINK not in say or {"{", "}"} & {*words}:
        f.fault("say", f"The text `{DISCREET}` is words and one {_LINK}.", f"Write {_LINK} once, where the link stands.")
    elif beyond_gsm_7(words) or takes > _WORDS_ROOM:
        problem = f"With its link this text would not fit one message: its words take {takes} of {_WORDS_ROOM} plain letters."
        f.fault("say", problem, "Write fewer words, with plain letters.")


def _line(id: str, f: Fields, slots: tuple[str, ...]) -> Line:
    match f.value(id):
        case Block():
            return _long_line(id, f.part(id), slots)
        case Scalar():
            say, where = f.take(id, TEXT), f.where_of(id)
            _hold_slots(f, say, slots, where)
            return Line(id=id, say=say, where=where)
        case Series() as other:
            f.faults.add(other.where, f"`{id}` holds a list.", "Write its words.")
        case None:
            held = "".join(f" and {{{slot}}}" for slot in slots)
            f.fault(id, f"The helpline has no words for `{id}`.", f"Write `{id}:` with words{held}.")
    return Line(id=id, say="")


def _long_line(id: str, f: Fields, slots: tuple[str, ...]) -> Line:
    with f:
        say = f.take("say", TEXT)
        _hold_slots(f, say, slots, f.where_of("say"))
        interrupt, facts = f.take("interrupt", YES_NO, default=True), f.many("facts", FACT)
        return Line(id=id, say=say, interrupt=interrupt, facts=facts, provenance=line_provenance(f), where=f.where)


def _hold_slots(f: Fields, say: str, slots: tuple[str, ...], where: Where) -> None:
    if not say:
        return
    found = _SLOT.findall(say)
    for slot in slots:
        if slot not in found:
            f.faults.add(where, f"`{{{slot}}}` is missing: without it the caller is not told.", f"Write {{{slot}}} where it is said.")
    for slot in dict.fromkeys(found):
        if slot not in slots:
            mend = nearest(slot, slots).strip() or "Take it out."
            f.faults.add(where, f"Nothing fills `{{{slot}}}` in this line.", mend)
    if {"{", "}"} & {*_SLOT_ALONE.sub("", say)}:
        f.faults.add(where, "A curly bracket does not stand alone with its name.", "Write {name} between spaces, or before `,` or `.`")
