from ivr.checks.rules.l20 import check
from tests.checks.judging import choosing, found


def test_silence_that_leads_to_a_person_passes() -> None:
    assert found(check, routes=choosing(main={"kind": "choosing", "silence": "queue"}, queue={"kind": "queue"})) == []


def test_silence_that_ends_the_call_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "silence": "over"}, over={"kind": "ended"}))) == 2


def test_silence_while_typing_must_lead_to_a_person_too() -> None:
    states = {"main": {"kind": "choosing", "silence": "queue", "8": "typing"}, "typing": {"kind": "typing", "1": "main"}}
    problems = [finding.problem for finding in found(check, routes=choosing(**states, queue={"kind": "queue"}))]
    assert problems == ["Silence never leads to a person: typing at main (open)."]
