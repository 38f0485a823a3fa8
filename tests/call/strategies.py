"""Any place, any input: what a property of the engine is tried with. Places are mostly sensible and sometimes nonsense."""

from datetime import datetime

from hypothesis import strategies as st

from ivr.call.heard import (
    AdviserLeft,
    AdviserRang,
    Arrived,
    Denied,
    Failed,
    Heard,
    Joined,
    Left,
    LeftQueue,
    Pressed,
    Recorded,
    Silence,
    Waiting,
)
from ivr.call.turn import Doing, Place
from ivr.menu.hours import LONDON
from ivr.texts.numbers import Mobile, Refusal
from ivr.texts.promising import Unpromised
from tests.small import helpline

_NODES = st.sampled_from([*helpline().nodes, "", "gone", "no such node"])
_COUNTS = st.integers(min_value=-3, max_value=12)

callers: st.SearchStrategy[Mobile | Refusal] = st.sampled_from([Mobile("+447700900123"), *Refusal])
moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31), timezones=st.just(LONDON))  # noqa: DTZ001 - the zone is given beside it

places = st.builds(
    Place,
    node=_NODES,
    page=_COUNTS,
    trail=st.lists(_NODES, max_size=4).map(tuple),
    doing=st.sampled_from(Doing),
    silences=_COUNTS,
    wrong=_COUNTS,
    told=st.lists(st.sampled_from(["keys", "privacy", "closed", "trouble", "?"]), unique=True).map(tuple),
    texted=st.lists(st.sampled_from([*helpline().texts, "gone"]), max_size=4).map(tuple),
    had=st.lists(st.sampled_from([*helpline().texts, "gone"]), max_size=2).map(tuple),
    position=_COUNTS,
    told_s=_COUNTS,
    laps=_COUNTS,
    step=st.integers(min_value=0, max_value=10_000),
)

_KEYS = st.sampled_from([*"0123456789*#", "", "07700900123", "01632960123", "0770*", "12#", "x"]) | st.text(max_size=12)
_SECONDS = st.integers(min_value=0, max_value=10_000)

denials = st.builds(Denied, st.sampled_from(Unpromised), callers)
heards: st.SearchStrategy[Heard] = st.one_of(
    st.builds(Arrived, callers),
    st.builds(Pressed, _KEYS, callers),
    st.builds(Silence, callers),
    st.builds(Waiting, _COUNTS, _SECONDS, callers),
    st.builds(LeftQueue, st.sampled_from(Left), _SECONDS, callers),
    st.builds(Recorded, st.just("RE0"), st.just(""), _SECONDS, st.booleans(), callers),
    st.just(AdviserRang()),
    st.builds(AdviserLeft, st.sampled_from(Joined)),
    st.builds(Failed, callers),
    denials,
)
