"""The form of transcripts on the page: YAML that an adviser can read and the tests play again.

Knows how each step is read; `ivr.simulator.writing` writes what is read here. Nothing of the engine.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from ivr.call.heard import Joined, Left
from ivr.menu.hours import LONDON
from ivr.menu.service import Span
from ivr.reading import CLOCK, DAY, TEXT, YES_NO, Block, Faults, Fields, Kind, Scalar, Tree, nearest, read_list, whole
from ivr.simulator import steps
from ivr.simulator.transcript import Given, Transcript, caller
from ivr.texts.numbers import Mobile

BARE: dict[str, steps.Step] = {  # the steps that are words alone
    "say nothing": steps.StaySilent(),
    "something fails": steps.Breaks(),
    "hang up": steps.RingOff(),
    "number kept": steps.Noted(),
    "texts stopped": steps.TextsStopped(),
    "texts started": steps.TextsStarted(),
    "beep": steps.Beep(),
    "ended": steps.Ended(),
}
MOMENT = "%Y-%m-%d %H:%M"


def read(path: Path) -> tuple[Transcript, ...]:
    """Every call in a file; AuthorError with all faults where it cannot be read."""
    faults = Faults()
    calls = [_call(item, faults) for item in read_list(str(path), path.read_bytes(), faults)]
    faults.stop()
    return tuple(call for call in calls if call)


def _call(item: Tree, faults: Faults) -> Transcript | None:
    if not isinstance(item, Block):
        faults.add(item.where, "A call is written as keys and values.", "Write `- name:` and the rest below it.")
        return None
    with Fields(item, faults, "The call") as fields:
        return Transcript(
            name=fields.take("name", TEXT),
            at=fields.take("at", _MOMENT),
            from_=fields.take("from", TEXT, "withheld"),
            adviser=fields.take("line", _LINE, default=False),
            given=_given(fields.part("given")) if "given" in fields else Given(),
            steps=tuple(step for part in fields.items("call") if (step := _step(part, faults))),
            where=item.where,
        )


def _given(fields: Fields) -> Given:
    with fields:
        return Given(
            lunch=fields.take("lunch", _SPAN, None),
            closure=fields.take("closure", _DAYS, None),
            emergency=fields.take("emergency", YES_NO, default=False),
            of=fields.take("of", _MOBILE, ""),
            had=fields.many("had", TEXT),
            stopped=fields.take("stopped", YES_NO, default=False),
            unreached=fields.take("unreached", YES_NO, default=False),
            answerable=fields.take("answerable", YES_NO, default=True),
            islands=fields.take("islands", YES_NO, default=True),
            discreet=fields.take("discreet", YES_NO, default=True),
            most_to_a_number_in_a_day=fields.take("most_to_a_number_in_a_day", _TEXTS, None),
            most_in_an_hour=fields.take("most_in_an_hour", _TEXTS, None),
        )


def _step(tree: Tree, faults: Faults) -> steps.Step | None:
    match tree:
        case Scalar(text=text) if text in BARE:
            return BARE[text]
        case Block() as block if len(block.items) == 1 and (reader := _READERS.get(block.items[0][0].text)):
            return reader(Fields(block, faults, "The step"), block.items[0][0].text)
    known = [*BARE, *_READERS]
    word = tree.text if isinstance(tree, Scalar) else tree.items[0][0].text if isinstance(tree, Block) and tree.items else ""
    faults.add(tree.where, "This is not a step of a call.", f"Write one of: {', '.join(known)}.{nearest(word, known)}")
    return None


def _wait(fields: Fields, key: str) -> steps.Step:
    with fields.part(key) as part:
        return steps.Wait(part.take("place", whole(0, 999)), part.take("seconds", whole(0, 99_999)))


def _told(fields: Fields, key: str) -> steps.Step:
    told = fields.each(key, TEXT)
    if len(told) != 1:
        fields.fault(key, "`told` holds one prompt and what filled it.", "Write `told: {closed: tomorrow at 9am}`.")
    return steps.Told(*next(iter(told.items()), ("", "")))


def _speak(fields: Fields, key: str) -> steps.Step:
    if isinstance(fields.value(key), Scalar):
        return steps.Speak(fields.take(key, _SECONDS))
    with fields.part(key) as part:
        return steps.Speak(part.take("seconds", _SECONDS), hung_up=part.take("then", _THEN, default=False))


def _understood(text: str, understand: Callable[[str], datetime]) -> datetime | None:
    try:
        return understand(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    return _understood(text, lambda typed: datetime.strptime(typed, MOMENT).replace(tzinfo=LONDON))


def _span(text: str) -> Span | None:
    opens, to, closes = text.partition(" to ")
    first, last = CLOCK.understand(opens), CLOCK.understand(closes)
    return Span(first, last) if to and first and last else None


_SECONDS = whole(0, 99_999)
_TEXTS = whole(0, 9_999)
_MOBILE = Kind("a mobile in quotes, such as 07700 900123", lambda text: text if isinstance(caller(text), Mobile) else None, "", secret=True)
_MOMENT = Kind("a moment such as 2026-11-24 11:00", _moment, datetime.min.replace(tzinfo=LONDON))
_LINE: Kind[bool] = Kind("`helpline` or `adviser`", {"helpline": False, "adviser": True}.get, stand_in=False)
_THEN: Kind[bool] = Kind("`press hash` or `hang up`", {"press hash": False, "hang up": True}.get, stand_in=False)
_SPAN: Kind[Span | None] = Kind("hours such as 12:30 to 13:15", _span, None)
_LEFT: Kind[Left] = Kind(f"one of {', '.join(how.value for how in Left)}", {how.value: how for how in Left}.get, Left.UNKNOWN)
_JOINED: Kind[Joined] = Kind(f"one of {', '.join(how.value for how in Joined)}", {how.value: how for how in Joined}.get, Joined.UNKNOWN)


def _two_days(text: str) -> tuple[date, date] | None:
    first, _, last = text.partition(" to ")
    begins, ends = DAY.understand(first), DAY.understand(last)
    return (begins, ends) if begins and ends else None


_DAYS: Kind[tuple[date, date] | None] = Kind("days such as 2026-12-29 to 2026-12-31", _two_days, None)

_READERS: dict[str, Callable[[Fields, str], steps.Step]] = {
    "press": lambda fields, key: steps.Press(fields.take(key, TEXT)),
    "wait": _wait,
    "out": lambda fields, key: steps.GetsOut(fields.take(key, _LEFT)),
    "speak": _speak,
    "clock": lambda fields, key: steps.Clock(fields.take(key, _MOMENT)),
    "adviser": lambda fields, key: steps.AdviserDone(fields.take(key, _JOINED)),
    "hear": lambda fields, key: steps.Hear(fields.many(key, TEXT)),
    "told": _told,
    "text": lambda fields, key: steps.Texted(fields.take(key, TEXT)),
    "message kept": lambda fields, key: steps.MessageKept(fields.take(key, _SECONDS)),
    "queue": lambda fields, key: steps.Queued(fields.take(key, TEXT)),
    "joined": lambda fields, key: steps.Connected(fields.take(key, TEXT)),
}
