from ivr.checks.routes import Kind, Routes, State
from ivr.checks.rules.l03 import check
from tests.checks.judging import choosing, found, with_choices
from tests.small import helpline, with_line


def test_0_for_a_person_passes() -> None:
    assert found(check) == []


def test_0_for_a_choice_is_an_error() -> None:
    assert [finding.where.column for finding in found(check, with_choices("To complain", keys="0"))] == [1]


def test_a_line_that_names_another_key_for_a_person_is_an_error() -> None:
    assert len(found(check, with_line(helpline(), "message.any_time", "To leave a message, press 7 at any time."))) == 1
    assert len(found(check, with_line(helpline(), "key.person.short", "Person."))) == 1


def test_0_that_leads_to_the_queue_passes() -> None:
    assert found(check, routes=choosing(main={"kind": "choosing", "0": "queue"}, queue={"kind": "queue"})) == []


def test_0_that_leads_back_to_the_menu_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "0": "main"}))) == 1


def test_a_menu_without_0_is_an_error() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing"}))) == 1


def test_a_message_while_we_are_open_is_not_a_person() -> None:
    assert len(found(check, routes=choosing(main={"kind": "choosing", "0": "message"}, message={"kind": "message"}))) == 1


def test_a_message_is_the_person_while_we_are_closed() -> None:
    made = choosing(main={"kind": "choosing", "0": "message"}, message={"kind": "message"})
    closed = {"main": State(kind=Kind.CHOOSING, is_open=False), "message": State(kind=Kind.MESSAGE, is_open=False)}
    assert found(check, routes=Routes(closed, made.steps)) == []
