from ivr.checks.rules.person import check
from tests.checks.judging import choosing, found


def test_a_person_two_keys_away_passes() -> None:
    states = {"typing": {"kind": "typing", "*": "main"}, "main": {"kind": "choosing", "0": "queue"}}
    assert found(check, routes=choosing(**states, queue={"kind": "queue"})) == []


def test_a_person_three_keys_away_is_an_error() -> None:
    states = {"a": {"kind": "asking", "1": "b"}, "b": {"kind": "choosing", "1": "c"}, "c": {"kind": "choosing", "1": "queue"}}
    assert len(found(check, routes=choosing(**states, queue={"kind": "queue"}))) == 1


def test_a_person_whom_only_silence_brings_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "silence": "queue"}, queue={"kind": "queue"}))) == 1


def test_a_message_is_a_person_too() -> None:
    assert found(check, routes=choosing(main={"kind": "choosing", "0": "message"}, message={"kind": "message"})) == []
