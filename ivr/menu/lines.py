"""The lines the helpline itself needs, and the slots each must hold: `menus/system.yaml` writes exactly these.

And the two texts it needs itself, which no guidance offers: `menus/texts.yaml` writes them among the others.

Knows the names only; the words belong to the author. A line without its slot would leave a caller without the number, the
place or the time that the moment is about, so the loader holds each line to this list.
"""

from collections.abc import Mapping

_NONE: tuple[str, ...] = ()

AUTO_REPLY = "auto_reply"  # the answer to whoever texts us
DISCREET = "discreet"  # sent in place of any text, with a link to it: for whoever shares their phone

SLOTS: Mapping[str, tuple[str, ...]] = {
    # arriving
    "welcome": _NONE,  # heard whole: who we are, and 999
    "promise": _NONE,  # free, impartial, confidential
    "closed": ("opens",),  # out of hours, at the weekend
    "closed.lunch": ("opens",),
    "closed.holiday": ("opens",),  # a bank holiday
    "closed.opens": ("opens",),  # after the words of a closure of its own
    "closed.keys": _NONE,  # after any closed message: guidance and texts go on, 0 leaves a message
    # keys that are the same everywhere
    "key.more": _NONE,
    "key.text": _NONE,
    "key.again": _NONE,
    "key.back": _NONE,
    "key.person": _NONE,
    "key.message": _NONE,  # in place of key.person while closed
    "key.more.short": _NONE,
    "key.text.short": _NONE,
    "key.again.short": _NONE,
    "key.back.short": _NONE,
    "key.person.short": _NONE,
    "key.message.short": _NONE,
    "person.any_time": _NONE,  # in the first menu: "To speak to someone, press 0 at any time."
    "message.any_time": _NONE,  # the same while closed
    # keys that lead nowhere
    "miss.silence": _NONE,
    "miss.key": _NONE,
    "miss.person": _NONE,  # the second miss, open
    "miss.message": _NONE,  # the second miss, closed
    "at_top": _NONE,
    "no_more": _NONE,  # 1 for more, on the last page
    "no_text": _NONE,
    "changed": _NONE,  # the menu was edited while the caller was in it
    # texts
    "text.offer": ("ends",),
    "text.offer.discreet": _NONE,  # 3: a text that says neither who it is from nor what it is about
    "text.offer.stop": _NONE,  # 4, where STOP cannot be texted
    "text.withheld": _NONE,  # why we ask for a number
    "text.not_mobile": _NONE,
    "text.type": _NONE,
    "text.check": ("number",),
    "text.check.keys": _NONE,  # when the number cannot be read again
    "text.retype": _NONE,
    "text.refused.landline": _NONE,
    "text.refused.personal": _NONE,  # 070
    "text.refused.pager": _NONE,  # 076
    "text.refused.foreign": _NONE,
    "text.refused.islands": _NONE,  # where texting.islands is no
    "text.refused.other": _NONE,  # freephone, 03, short codes
    "text.refused.not_a_number": _NONE,
    "text.sent": _NONE,
    "text.another": _NONE,  # there is a second text: 8 again
    "text.already": _NONE,
    "text.enough": _NONE,  # three texts in one call are the most
    "text.unreached": _NONE,  # the last text to this number did not arrive, and none would
    "text.today": _NONE,  # this number has had this text today
    "text.enough.number": _NONE,  # it has had as many as one number may in a day
    "text.enough.hour": _NONE,  # everybody together has had as many as may be in an hour
    "text.refused.typed": _NONE,  # a typed number: whether it is the caller's is not known, so no reason is told
    "text.refused.stopped": _NONE,  # this number wants no texts
    "text.start.text": _NONE,  # how to have texts again, where START can be texted
    "text.start.key": _NONE,  # and where it cannot: 4
    "text.started": _NONE,
    "text.stopped": _NONE,
    # the queue
    "privacy": _NONE,
    "queue.join": ("place",),
    "queue.place": ("place",),
    "queue.keys": _NONE,
    "queue.hold": _NONE,
    "queue.left": _NONE,  # left by key: what next?
    "queue.long": _NONE,  # the longest wait is over
    "queue.full": _NONE,
    "queue.thanks": _NONE,  # spoke to an adviser
    # leaving a message
    "message.ask": _NONE,
    "message.ask.withheld": _NONE,
    "message.empty": _NONE,
    "message.long": _NONE,  # the longest message is over: 1 goes on
    "message.kept": ("by",),
    "message.kept.closed": _NONE,  # the same while the emergency switch is on: no day can be promised
    "message.lost": _NONE,  # it could not be kept: say so, and when to ring again
    "goodbye": _NONE,
    # when something fails
    "sorry": _NONE,  # and the call is led to a person or a message
    "trouble": _NONE,  # said once; guidance goes on
    "fallback": _NONE,  # said by Twilio alone, when no server of ours answers
    # the adviser's side
    "adviser.join": _NONE,
    "adviser.nobody": _NONE,
    "adviser.next": _NONE,
    "adviser.goodbye": _NONE,
    # the recording line, for staff
    "studio.ask": _NONE,  # who rings?
    "studio.wrong": _NONE,
    "studio.locked": _NONE,  # too many wrong tries
    "studio.not_yours": _NONE,  # an account that may not record
    "studio.consent": _NONE,  # what keeping means; said once a call
    "studio.number": _NONE,  # which recording?
    "studio.unknown": _NONE,
    "studio.words": _NONE,  # before the words that are to be read
    "studio.begin": _NONE,
    "studio.read": _NONE,  # before the tone
    "studio.moment": _NONE,  # while the take is fetched
    "studio.check": _NONE,  # before the take is heard back
    "studio.keys": _NONE,
    "studio.kept": _NONE,
    "studio.undone": _NONE,
    "studio.changed": _NONE,  # its words have changed since it was read
    "studio.refused.silent": _NONE,
    "studio.refused.clipped": _NONE,
    "studio.refused.faint": _NONE,
    "studio.refused.noisy": _NONE,
    "studio.refused.cut_off": _NONE,
    "studio.refused.short": _NONE,
    "studio.refused.long": _NONE,
    "studio.refused.unfit": _NONE,
    "studio.lost": _NONE,  # the take never came from Twilio
    "studio.failed": _NONE,  # it could not be kept
}
