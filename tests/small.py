"""A small helpline that is whole and sound: two menus, two guidances, the texts, every line. Tests change it part by part.

`helpline()` passes every check. Say what differs: `helpline(timing=Timing(menu_s=4))`, or for one line, text or node,
`with_line(helpline(), "welcome", "Hello.")`, `with_text(...)`, `with_node(...)`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ivr.errors import Where
from ivr.menu.model import Choice, Guidance, Helpline, Line, Link, Menu, Node, Page, Provenance, Text
from ivr.menu.service import Emergency, Hours, Numbers, Span

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=LONDON)  # a Tuesday, in office hours
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=LONDON)
LEAFLET = Provenance(source="leaflet", reviewed=date(2026, 11, 23), review_by=date(2027, 2, 20))
FACTS = tuple(f"F{n:02}" for n in range(1, 73))

WORDS: Mapping[str, str] = {
    "welcome": "Hello. This is Information, Advice and Support Kent. If anyone is in danger now, please hang up and dial 9 9 9.",
    "promise": "We are free, impartial and confidential.",
    "closed": "We are closed now. We open {opens}.",
    "closed.lunch": "We are at lunch. We are back {opens}.",
    "closed.holiday": "We are closed for the bank holiday. We open {opens}.",
    "closed.opens": "We open {opens}.",
    "closed.keys": "You can still hear our guidance. To leave a message, press 0 at any time.",
    "key.more": "For more on this, press 1.",
    "key.text": "To get this by text, press 8.",
    "key.again": "To hear it again, press 9.",
    "key.back": "To go back, press star.",
    "key.person": "To speak to someone, press 0.",
    "key.message": "To leave a message, press 0.",
    "key.more.short": "More, 1.",
    "key.text.short": "Text, 8.",
    "key.again.short": "Again, 9.",
    "key.back.short": "Back, star.",
    "key.person.short": "Person, 0.",
    "key.message.short": "Message, 0.",
    "person.any_time": "To speak to someone, press 0 at any time.",
    "message.any_time": "To leave a message, press 0 at any time.",
    "miss.silence": "Sorry, I did not hear a choice. Here they are again.",
    "miss.key": "Sorry, that key does nothing here. Here are the choices again.",
    "miss.person": "Let me put you through to someone who can help.",
    "miss.message": "Let me take a message.",
    "at_top": "You are at the first menu.",
    "no_more": "That was the last page.",
    "no_text": "There is no text for this.",
    "changed": "Our menu has just changed. Here is the first menu.",
    "text.offer": "We can text the mobile you are calling from. It ends in {ends}. To get it now, press 1. To use another number, press 2.",
    "text.offer.discreet": "For a text that says nothing of us, press 3.",
    "text.offer.stop": "For no more texts, press 4.",
    "text.withheld": "We cannot see your number.",
    "text.not_mobile": "You are not calling from a mobile.",
    "text.type": "Please enter a U K mobile number. Then press hash.",
    "text.check": "You typed {number}.",
    "text.check.keys": "If that is right, press 1. If not, press 2.",
    "text.retype": "Please enter the number again. Then press hash.",
    "text.refused.landline": "That is not a mobile.",
    "text.refused.personal": "We cannot text that sort of number.",
    "text.refused.pager": "That is a pager.",
    "text.refused.foreign": "We can only text U K mobiles.",
    "text.refused.islands": "We cannot text mobiles of the islands.",
    "text.refused.other": "We cannot text that number.",
    "text.refused.not_a_number": "That is not a full number.",
    "text.sent": "Your text is on its way.",
    "text.another": "There is another text. To get it, press 8.",
    "text.already": "We have sent that text.",
    "text.enough": "We can send three texts in one call.",
    "text.unreached": "Our last text did not reach this mobile.",
    "text.today": "You have had this text today.",
    "text.enough.number": "You have had many texts today.",
    "text.enough.hour": "We have sent many texts this hour.",
    "text.refused.typed": "We cannot text that number now.",
    "text.refused.stopped": "This number wants no texts from us.",
    "text.start.text": "To have texts again, text start to our number.",
    "text.start.key": "To have texts again, press 4.",
    "text.started": "You can have texts again.",
    "text.stopped": "We will text you no more.",
    "privacy": "What you tell us is confidential, unless we think someone may be harmed.",
    "queue.join": "You are number {place} in the queue.",
    "queue.place": "You are now number {place}.",
    "queue.keys": "To leave the queue, press star.",
    "queue.hold": "Please stay on the line.",
    "queue.left": "You have left the queue. To leave a message, press 1. To go back to the menu, press star.",
    "queue.long": "Sorry, nobody is free yet. Please leave a message.",
    "queue.full": "Sorry, too many people are waiting. Please leave a message.",
    "queue.thanks": "Thank you for talking to us. Goodbye.",
    "message.ask": "Please say your name, and the best time to call. Press hash when you have finished.",
    "message.ask.withheld": "Please say your name and your number. Press hash when you have finished.",
    "message.empty": "We did not hear a message.",
    "message.long": "To say more, press 1.",
    "message.kept": "Thank you. We will call you back by the end of {by}.",
    "message.kept.closed": "We will call you back as soon as we can.",
    "message.lost": "Sorry, we could not keep your message. Please ring us again.",
    "goodbye": "Goodbye.",
    "sorry": "Sorry, something went wrong at our end.",
    "trouble": "Sorry, we could not do that just now.",
    "fallback": "Please call us again in a few minutes.",
    "adviser.join": "A caller is coming.",
    "adviser.nobody": "Nobody is waiting.",
    "adviser.next": "For the next caller, press 1.",
    "adviser.goodbye": "Thank you. Goodbye.",
    "studio.ask": "This is the recording line. Please type your staff number, then your pin, then hash.",
    "studio.wrong": "Those do not belong together. Let us try again.",
    "studio.locked": "There were too many wrong tries. Please ring again later.",
    "studio.not_yours": "Your account may not record. Please ask whoever runs the helpline.",
    "studio.consent": "When you keep a recording, you agree that callers hear your voice.",
    "studio.number": "Please type the number of a recording, then hash.",
    "studio.unknown": "There is no recording of that number.",
    "studio.words": "These are the words.",
    "studio.begin": "To read them, press 1. To hear them again, press 9. For another recording, press star.",
    "studio.read": "Please read after the tone. Then press hash.",
    "studio.moment": "One moment, please.",
    "studio.check": "This is how callers will hear it.",
    "studio.keys": "To keep it, press 1. To read it again, press 2. To hear it again, press 9. For another recording, press star.",
    "studio.kept": "Callers hear it from now on. To take it back, press 2. For another recording, press star.",
    "studio.undone": "Callers hear the one before again. For another recording, press star.",
    "studio.changed": "The words have changed since you read them.",
    "studio.refused.silent": "I heard nothing.",
    "studio.refused.clipped": "It was too loud. Hold the phone further away.",
    "studio.refused.faint": "It was too faint. Hold the phone nearer.",
    "studio.refused.noisy": "The room is too loud. Find a quieter one.",
    "studio.refused.cut_off": "The start or the end is cut off. Wait a second after the tone, and before you press hash.",
    "studio.refused.short": "It was too short. Read every word, and slowly.",
    "studio.refused.long": "It was too long. Read the words alone, and faster.",
    "studio.refused.unfit": "The sound was not good enough. Please read it again.",
    "studio.lost": "It did not arrive. Please read it again.",
    "studio.failed": "It could not be kept. Please try again later.",
}

MAIN = Menu(
    id="main",
    title="Main menu",
    choices=(
        Choice(key="1", lead="For help at school", go="school", where=Where("main.yaml", 4)),
        Choice(key="2", lead="If you are worried about someone's safety", go="urgent", where=Where("main.yaml", 5)),
    ),
    where=Where("main.yaml", 1),
)
SCHOOL = Menu(
    id="school",
    title="Help at school",
    choices=(
        Choice(key="1", lead="To make a complaint", go="complaint", where=Where("school.yaml", 4)),
        Choice(key="2", lead="For danger or harm", go="urgent", where=Where("school.yaml", 5)),
    ),
    where=Where("school.yaml", 1),
)
COMPLAINT = Guidance(
    id="complaint",
    title="Make a complaint",
    pages=(
        Page(
            number=1,
            say="Every school has a way to complain. Try to sort it out first.",
            facts=FACTS,
            provenance=LEAFLET,
            where=Where("school.yaml", 9),
        ),
        Page(number=2, say="You can ask the school how. We can help you write it.", provenance=LEAFLET, where=Where("school.yaml", 14)),
    ),
    texts=("complaint_tips",),
    where=Where("school.yaml", 7),
)
URGENT = Guidance(
    id="urgent",
    title="Someone's safety",
    pages=(
        Page(
            number=1,
            say="If anyone is in danger now, hang up and dial 9 9 9.",
            provenance=LEAFLET,
            where=Where("urgent.yaml", 4),
        ),
        Page(number=2, say="To talk to Samaritans, call 1 1 6, 1 2 3.", provenance=LEAFLET, where=Where("urgent.yaml", 8)),
    ),
    texts=("urgent_numbers",),
    where=Where("urgent.yaml", 1),
)
TEXTS = (
    Text(
        id="complaint_tips",
        body="IASK: write, and use the word complaint. More: www.kent.gov.uk/send",
        about="The text gives a tip.",
        provenance=LEAFLET,
        where=Where("texts.yaml", 1),
    ),
    Text(
        id="auto_reply",
        body="IASK: nobody reads this number. Call 03000 41 3000. In danger call 999.",
        provenance=LEAFLET,
        where=Where("texts.yaml", 13),
    ),
    Text(id="discreet", body="Here is your page: {link}", provenance=LEAFLET, where=Where("texts.yaml", 19)),
    Text(
        id="urgent_numbers",
        body="IASK: in danger call 999. Samaritans 116 123.",
        about="The text gives two numbers.",
        provenance=LEAFLET,
        where=Where("texts.yaml", 7),
    ),
)
LINKS = (Link(id="send_page", to="https://www.kent.gov.uk/send", owner="Kent County Council", checked=date(2026, 11, 23)),)
WEEKDAYS = {day: (Span(time(9), time(17)),) for day in range(5)}


def hours(**changes: Any) -> Hours:
    """Monday to Friday, 9am to 5pm, closed on bank holidays, the emergency switch off."""
    switch = Emergency(closed=False, say="We are closed for now.", where=Where("helpline.yaml", 20))
    return replace(
        Hours(week=WEEKDAYS, emergency=switch, bank_holidays_checked=date(2026, 11, 23), where=Where("helpline.yaml", 8)), **changes
    )


def helpline(**changes: Any) -> Helpline:
    """The small helpline, with the fields named put in place of its own."""
    lines = {id: Line(id=id, say=say, where=Where("system.yaml", n)) for n, (id, say) in enumerate(WORDS.items(), 1)}
    lines["welcome"] = replace(lines["welcome"], interrupt=False, provenance=LEAFLET)
    whole = Helpline(
        name="Information, Advice and Support Kent",
        numbers=Numbers(helpline="+443000413000", adviser="+443000412412"),
        start="main",
        nodes={node.id: node for node in (MAIN, SCHOOL, COMPLAINT, URGENT)},
        lines=lines,
        texts={text.id: text for text in TEXTS},
        hours=hours(),
        text_hosts=("www.kent.gov.uk",),
        links={link.id: link for link in LINKS},
        revision="000000000000",
    )
    return replace(whole, **changes)


def with_node(whole: Helpline, node: Node) -> Helpline:
    """The helpline with this node added, or in the place of the one of its name."""
    return replace(whole, nodes={**whole.nodes, node.id: node})


def with_line(whole: Helpline, id: str, say: str, **changes: Any) -> Helpline:
    """The helpline with other words for one of its lines."""
    return replace(whole, lines={**whole.lines, id: replace(whole.lines[id], say=say, **changes)})


def with_text(whole: Helpline, id: str, body: str, **changes: Any) -> Helpline:
    """The helpline with other words for one of its texts."""
    return replace(whole, texts={**whole.texts, id: replace(whole.texts[id], body=body, **changes)})


def with_page(whole: Helpline, id: str, say: str, **changes: Any) -> Helpline:
    """The helpline with other words for the first page of one of its guidances."""
    node = whole.nodes[id]
    assert isinstance(node, Guidance)
    return with_node(whole, replace(node, pages=(replace(node.pages[0], say=say, **changes), *node.pages[1:])))
