from datetime import date, time

import pytest

from ivr.errors import AuthorError
from ivr.reading import CLOCK, DAY, TEXT, YES_NO, Block, Faults, Fields, Kind, read_list, read_mapping, taken, whole


def fields(text: str, faults: Faults) -> Fields:
    found = read_mapping("a.yaml", text.encode(), faults)
    assert found is not None
    return found


def listed(faults: Faults) -> list[str]:
    with pytest.raises(AuthorError) as caught:
        faults.stop()
    return [str(fault) for fault in caught.value.faults]


def test_each_value_is_taken_as_its_kind() -> None:
    faults = Faults()
    with fields(
        "title: Help\n  at school\nsafety: yes\non: 2026-11-23\nat: 9:05\nlong: 20\nfacts: [F01, F02]\nwaive: {L1: why}\n", faults
    ) as f:
        assert f.take("title", TEXT) == "Help at school"
        assert f.take("safety", YES_NO) is True
        assert f.take("on", DAY) == date(2026, 11, 23)
        assert f.take("at", CLOCK) == time(9, 5)
        assert f.take("long", whole(1, 60)) == 20
        assert f.many("facts", TEXT) == ("F01", "F02")
        assert f.each("waive", TEXT) == {"L1": "why"}
        assert f.take("intro", TEXT, None) is None
        assert f.many("more", TEXT) == ()
    faults.stop()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *[(YES_NO, text) for text in ("true", "Yes", "on", "y", "1")],
        *[(DAY, text) for text in ("23/11/2026", "2026-02-30", "2026-1-1", "20261123", "2026-W01-1", "today")],
        *[(CLOCK, text) for text in ("9", "24:00", "9:60", "9.00", "9:00am", "009:00", "9:00:00")],
        *[(whole(1, 60), text) for text in ("0", "61", "1.0", "1e1", "+5", "05", "five", "9" * 5000, "\u0662")],
        (TEXT, '" "'),
    ],
)
def test_what_is_only_nearly_of_a_kind_is_refused(kind: Kind[object], text: str) -> None:
    faults = Faults()
    fields(f"key: {text}\n", faults).take("key", kind)
    [found] = listed(faults)
    assert found.startswith("a.yaml:1:6: `key` is ")
    assert found.endswith(f"Write {kind.what}.")


def test_every_fault_of_a_mapping_is_told_in_one_reading() -> None:
    faults = Faults()
    with fields("titel: Help\nsafety: maybe\nfacts: F01\nqueue: long\nchoices: [one]\nmystery: 3\n", faults) as f:
        f.take("title", TEXT)
        f.take("safety", YES_NO)
        f.many("facts", TEXT)
        f.part("queue").take("name", TEXT)
        f.parts("choices")
    assert listed(faults) == [
        "a.yaml:1:1: The file has no `title`. Write `title:` with words.",
        "a.yaml:1:1: `titel` is not a key that is known here. Did you mean `title`?",
        "a.yaml:2:9: `safety` is `maybe`. Write `yes` or `no`.",
        "a.yaml:3:8: `facts` does not hold a list. Write a list: `[one, another]`, or a line with `- ` for each.",
        "a.yaml:4:8: `queue` does not hold a mapping. Write its keys below it, each with a colon and a value.",
        "a.yaml:5:11: `choices` does not hold a list of mappings. Write keys and values after each `- `.",
        "a.yaml:6:1: `mystery` is not a key that is known here. These are known: title, safety, facts, queue, choices.",
    ]


def test_a_fault_of_the_reader_is_not_told_a_second_time_by_the_taking() -> None:
    faults = Faults()
    with fields("title:\nqueue: *gone\n", faults) as f:
        f.take("title", TEXT)
        f.part("queue")
    assert len(listed(faults)) == 2


def test_a_secret_kind_never_repeats_what_was_typed() -> None:
    faults = Faults()
    number = Kind("a telephone number", lambda text: text if text.isdigit() else None, "", secret=True)
    fields('from: "07700 900123"\n', faults).take("from", number)
    assert listed(faults) == ["a.yaml:1:7: `from` cannot be read. Write a telephone number."]


def test_a_long_value_is_shown_by_its_start() -> None:
    faults = Faults()
    fields(f"on: {'x' * 500}\n", faults).take("on", DAY)
    assert len(listed(faults)[0]) < 120


def test_the_items_of_a_list_may_be_of_several_shapes() -> None:
    faults = Faults()
    words, *steps = read_list("a.yaml", b"- hang up\n- {press: 1}\n- {press: 8}\n", faults)
    assert taken(words, TEXT, faults) == "hang up"
    assert [Fields(step, faults).take("press", TEXT) for step in steps if isinstance(step, Block)] == ["1", "8"]
    taken(steps[0], TEXT, faults, "A step")
    assert listed(faults) == ["a.yaml:2:3: A step holds a list or a mapping. Write words."]


def test_nothing_is_told_about_unknown_keys_when_the_reading_itself_broke() -> None:
    faults = Faults()
    with pytest.raises(ZeroDivisionError), fields("a: b\n", faults):
        raise ZeroDivisionError
    faults.stop()
