from ivr.checks.finding import Level
from ivr.checks.rules.confirm import check
from ivr.menu.model import Provenance
from tests.checks.judging import found
from tests.small import helpline, with_line, with_text

ASKED = Provenance(confirm="Is this right?")


def test_words_without_a_question_pass() -> None:
    assert found(check) == []


def test_a_question_is_listed_with_its_words() -> None:
    findings = found(check, with_line(helpline(), "privacy", "It is confidential.", provenance=ASKED))
    assert [(finding.level, finding.problem) for finding in findings] == [(Level.CONFIRM, "privacy: Is this right?")]


def test_a_question_about_a_text_is_listed() -> None:
    assert len(found(check, with_text(helpline(), "complaint_tips", "IASK", provenance=ASKED))) == 1
