"""helpline.yaml: the frame of the whole, its name and numbers, how long callers wait and how long they have.

Knows the ranges that make sense and those that Twilio sets.
"""

from dataclasses import dataclass

from ivr.menu.load.hours import hours
from ivr.menu.load.kinds import HOST, ID, NUMBER, QUEUE, VOICE, WORDS
from ivr.menu.load.nodes import Reference
from ivr.menu.service import Hours, Numbers, Queue, Texting, Timing
from ivr.reading import YES_NO, Fields, whole

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What helpline.yaml holds."""

    name: str
    start: Reference
    voice: str
    numbers: Numbers
    hours: Hours
    queue: Queue
    timing: Timing
    texting: Texting
    text_hosts: tuple[str, ...]


def frame(f: Fields) -> Frame:
    """All of helpline.yaml."""
    with f:
        return Frame(
            name=f.take("name", WORDS),
            start=Reference(f.take("start", ID), f.where_of("start")),
            voice=f.take("voice", VOICE),
            numbers=_numbers(f.part("numbers")),
            hours=hours(f.part("hours")),
            queue=_queue(f.part("queue")),
            timing=_timing(f.part("timing")),
            texting=_texting(f.part("texting")),
            text_hosts=f.many("text_hosts", HOST),
        )


def _numbers(f: Fields) -> Numbers:
    with f:
        found = Numbers(helpline=f.take("helpline", NUMBER), adviser=f.take("adviser", NUMBER), studio=f.take("studio", NUMBER, ""))
        if found.helpline and found.helpline == found.adviser:
            f.fault("adviser", "Callers and advisers would ring the same number.", "Write the number that advisers alone ring.")
        if found.studio and found.studio in (found.helpline, found.adviser):
            f.fault("studio", "Somebody else rings this number.", "Write the number that whoever reads the recordings alone rings.")
        return found


def _queue(f: Fields) -> Queue:
    with f:
        found = Queue(
            name=f.take("name", QUEUE),
            longest_wait_s=_MINUTE * f.take("longest_wait_minutes", whole(1, 120)),
            news_every_s=f.take("news_every_seconds", whole(20, 600)),
            # A quicker lap would be a storm of requests (contract 3.31).
            lap_s=f.take("lap_seconds", whole(20, 120)),
        )
        if found.lap_s > found.news_every_s:
            f.fault("lap_seconds", "A lap is longer than the time between news.", "Write at most `news_every_seconds`.")
        return found


def _timing(f: Fields) -> Timing:
    with f:
        found = Timing(
            menu_s=f.take("menu_seconds", whole(3, 60)),
            page_s=f.take("page_seconds", whole(3, 60)),
            digit_s=f.take("digit_seconds", whole(2, 30)),
            message_s=f.take("message_seconds", whole(15, 600)),
            message_silence_s=f.take("message_silence_seconds", whole(3, 60)),
        )
        if found.message_silence_s >= found.message_s:
            f.fault("message_silence_seconds", "The silence is as long as the message.", "Write less than `message_seconds`.")
        return found


def _texting(f: Fields) -> Texting:
    with f:
        before = len(f.faults)
        found = Texting(
            answerable=f.take("answerable", YES_NO),
            islands=f.take("islands", YES_NO),
            discreet=f.take("discreet", YES_NO),
            most_to_a_number_in_a_day=f.take("most_to_a_number_in_a_day", whole(1, 50)),
            most_in_an_hour=f.take("most_in_an_hour", whole(1, 10_000)),
            forget_after_days=f.take("forget_after_days", whole(1, 365)),
        )
        # What could not be read stands for nothing that was written, and is told of already.
        if len(f.faults) == before and found.most_in_an_hour < found.most_to_a_number_in_a_day:
            f.fault("most_in_an_hour", "One number may have more in a day than all have in an hour.", "Write a larger number.")
        return found
