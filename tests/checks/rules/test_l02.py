from ivr.checks.rules.l02 import check
from ivr.menu.model import Choice, Menu
from tests.checks.judging import found
from tests.small import helpline, with_node


def menu(id: str, go: str) -> Menu:
    return Menu(id=id, title=id, choices=(Choice(key="1", lead="More", go=go),))


def test_what_is_three_keys_away_passes() -> None:
    whole = with_node(with_node(helpline(), menu("school", "second")), menu("second", "complaint"))
    assert found(check, whole) == []


def test_what_is_four_keys_away_is_an_error() -> None:
    whole = with_node(with_node(with_node(helpline(), menu("school", "second")), menu("second", "third")), menu("third", "complaint"))
    assert [finding.problem for finding in found(check, whole)] == ["complaint is 4 keys from the first menu."]
