import pytest

from ivr.checks.rules.l14 import check
from tests.checks.judging import choosing, found


@pytest.mark.parametrize("miss", ["silence", "wrong 7"])
def test_two_goes_then_a_person_pass(miss: str) -> None:
    states = {"main": {"kind": "choosing", miss: "again"}, "again": {"kind": "choosing", miss: "queue"}}
    assert found(check, routes=choosing(**states, queue={"kind": "queue"})) == []


@pytest.mark.parametrize("miss", ["silence", "wrong 7"])
def test_a_person_after_one_miss_is_an_error(miss: str) -> None:
    made = choosing(main={"kind": "choosing", miss: "message"}, message={"kind": "message"})
    assert [finding.problem.partition(":")[0] for finding in found(check, routes=made)] == ["The first miss gives no second go"]


@pytest.mark.parametrize("miss", ["silence", "wrong 7"])
def test_a_third_go_is_an_error(miss: str) -> None:
    made = choosing(main={"kind": "choosing", miss: "again"}, again={"kind": "choosing", miss: "again"})
    assert [finding.problem.partition(":")[0] for finding in found(check, routes=made)] == ["The second miss does not lead to a person"]


def test_a_page_that_a_key_leads_to_gives_its_own_two_goes() -> None:
    states = {"main": {"kind": "choosing", "1": "page"}, "page": {"kind": "choosing", "silence": "queue"}}
    assert len(found(check, routes=choosing(**states, queue={"kind": "queue"}))) == 1
