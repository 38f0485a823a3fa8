"""Texts are counted as Twilio's own calculator counts them (contract 4.12): its encoding, its units, its segments."""

import json
import random
import subprocess
from typing import Final

from ivr.menu.load import load
from ivr.texts.words import measure
from tests.npm import NODE, segments_calculator
from tests.real import MENUS

COUNT: Final = """
const {SegmentedMessage} = require(process.argv[1]);
const bodies = JSON.parse(require("fs").readFileSync(0, "utf8"));
const units = (m) => m.encodedChars.reduce((sum, one) => sum + one.codeUnits.length, 0);
const said = (body) => { const m = new SegmentedMessage(body); return [m.encodingName, units(m), m.segmentsCount]; };
console.log(JSON.stringify(bodies.map(said)));
"""
SIGNS: Final = {
    "plain": "abc XYZ019@\u00a3\u00e9",
    "double": "\u20ac[]{}|~^\\",
    "welsh": "\u0175\u0177\u0174",
    "emoji": "\U0001f600\U0001f44d",
}


def counted(bodies: list[str]) -> list[tuple[str, int, int]]:
    """What Twilio's calculator says of each: alphabet, units, segments."""
    done = subprocess.run(
        [str(NODE), "-e", COUNT, str(segments_calculator())], input=json.dumps(bodies), capture_output=True, text=True, check=True
    )
    return [(name, units, segments) for name, units, segments in json.loads(done.stdout)]


def ours(bodies: list[str]) -> list[tuple[str, int, int]]:
    return [(size.alphabet.value, size.units, size.segments) for size in map(measure, bodies)]


def test_every_text_of_ours_is_counted_as_twilio_counts_it() -> None:
    bodies = [text.body for text in load(MENUS).texts.values()]
    assert ours(bodies) == counted(bodies)


def test_a_sign_of_two_units_at_every_place_near_the_end_of_a_segment_is_counted_as_twilio_counts_it() -> None:
    ends = [(67, "emoji", "welsh"), (70, "emoji", "welsh"), (134, "emoji", "welsh"), (153, "double", "plain"), (160, "double", "plain")]
    bodies = [
        SIGNS[filling][0] * at + SIGNS[two][0] + SIGNS[filling][0] * more
        for end, two, filling in ends
        for at in range(end - 3, end + 3)
        for more in (0, 1, end)
    ]
    assert ours(bodies) == counted(bodies)


def test_any_mixture_of_signs_is_counted_as_twilio_counts_it() -> None:
    dice = random.Random(160)
    kinds = [("plain",), ("plain", "double"), ("plain", "welsh"), ("plain", "double", "welsh", "emoji")]
    bodies = ["".join(dice.choice(SIGNS[dice.choice(mix)]) for _ in range(dice.randint(1, 480))) for mix in kinds for _ in range(100)]
    assert ours(bodies) == counted(bodies)
