from ivr.checks.finding import Level
from ivr.checks.rules.l11 import check
from tests.checks.judging import found, with_choices


def test_choices_of_different_words_pass() -> None:
    assert found(check, with_choices("For mediation", "For appeals to the Tribunal")) == []


def test_choices_that_share_over_half_their_stems_are_a_warning() -> None:
    alike = with_choices("For complaints about schools", "For a complaint about a school or college")
    assert [finding.level for finding in found(check, alike)] == [Level.WARNING]


def test_small_words_do_not_make_choices_alike() -> None:
    assert found(check, with_choices("For what it is about and mediation", "For what it is about and appeals")) == []


def test_choices_of_small_words_only_are_alike() -> None:
    assert len(found(check, with_choices("For what it is", "For all of it"))) == 1
