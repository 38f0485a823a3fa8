from ivr.checks.rules.goodbye import check
from tests.checks.judging import choosing, found


def test_an_end_with_a_goodbye_passes() -> None:
    assert (
        found(
            check, routes=choosing(queue={"kind": "queue", "left bridged": "over"}, over={"kind": "ended", "words": "Thank you. Goodbye."})
        )
        == []
    )


def test_an_end_without_a_goodbye_is_an_error() -> None:
    assert len(found(check, routes=choosing(queue={"kind": "queue", "left bridged": "over"}, over={"kind": "ended"}))) == 1


def test_a_caller_who_hung_up_needs_no_goodbye() -> None:
    assert found(check, routes=choosing(queue={"kind": "queue", "left hangup": "over"}, over={"kind": "ended"})) == []


def test_a_call_that_can_never_end_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "1": "main"}))) == 1
