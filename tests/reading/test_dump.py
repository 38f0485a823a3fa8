import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivr.reading import Block, Faults, Scalar, Series, Tree, Writable, dump, read

TYPED = st.text(st.characters(categories=("L", "N", "P", "S", "M"), include_characters=" \n"), max_size=30)
KEYS = TYPED.filter(lambda text: bool(text.strip()) and len(text) < 200)
VALUES = st.recursive(TYPED, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=12)


def plain(tree: Tree | None) -> object:
    match tree:
        case Scalar(_, text):
            return text
        case Block(_, items):
            return {key.text: plain(value) for key, value in items}
        case Series(_, items):
            return [plain(item) for item in items]
        case None:
            return None


def depth(value: object) -> int:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, below), default=0)


@given(VALUES.filter(lambda value: depth(value) <= 10))
def test_what_is_dumped_is_read_back_as_it_was(value: Writable) -> None:
    faults = Faults()
    found = read("a.yaml", dump(value).encode(), faults)
    faults.stop()
    assert plain(found) == value


@given(VALUES)
def test_a_reader_that_guesses_finds_nothing_to_guess_about(value: Writable) -> None:
    assert yaml.load(dump(value), Loader=yaml.SafeLoader) == value


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "03000413000", "yes", "Off", "null", "~", "9:00", "2026-11-24", "2026-11-24 11:00", "1", "010", "", "a: b", "# a"],
)
def test_what_some_reader_would_guess_about_is_quoted(text: str) -> None:
    assert dump({"key": text}) == f'key: "{text}"\n'


def test_a_transcript_is_written_as_an_adviser_would_write_it() -> None:
    script: Writable = [
        {
            "name": "a complaint in office hours, with the tips by text",
            "at": "2026-11-24 11:00",
            "open": True,
            "call": [{"hear": ["welcome", "main"]}, {"press": 1}, {"text": ["complaint_tips"]}, "hang up"],
        }
    ]
    assert dump(script) == (
        "- name: a complaint in office hours, with the tips by text\n"
        '  at: "2026-11-24 11:00"\n'
        "  open: yes\n"
        "  call:\n"
        "    - hear: [welcome, main]\n"
        "    - press: 1\n"
        "    - text: [complaint_tips]\n"
        "    - hang up\n"
    )


def test_a_comma_within_an_item_does_not_make_two_items() -> None:
    assert dump({"hear": ["sorry, again", "main"]}) == 'hear: ["sorry, again", main]\n'
