import json

import pytest

from ivr.checks.finding import Finding, Level
from ivr.checks.report import exit_code, render
from ivr.errors import Where

ERROR = Finding("L06", Level.ERROR, Where("menus/a.yaml", 3, 5), "Wrong.", "Mend it.")
WARNING = Finding("L24", Level.WARNING, Where("menus/a.yaml", 1), "Long.", "Cut it.")
WAIVED = Finding("L01", Level.WARNING, Where("menus/b.yaml", 2), "Five.", "Four.", waived="Safety first.")
CONFIRM = Finding("confirm", Level.CONFIRM, Where("menus/b.yaml", 9), "Right?", "Answer.")


def test_text_names_file_line_level_and_rule_in_the_order_of_the_files() -> None:
    assert render([CONFIRM, ERROR, WARNING], "text").splitlines() == [
        "menus/a.yaml:1: warning L24: Long. Cut it.",
        "menus/a.yaml:3:5: error L06: Wrong. Mend it.",
        "menus/b.yaml:9: confirm confirm: Right? Answer.",
        "1 error, 1 warning, 1 confirm, 0 waived.",
    ]


def test_what_is_waived_is_shown_only_when_asked_for_and_counted_always() -> None:
    assert render([WAIVED], "text") == "0 errors, 0 warnings, 0 confirms, 1 waived.\n"
    assert "waived: Safety first." in render([WAIVED], "text", waived=True)
    assert json.loads(render([WAIVED], "json")) == []
    assert json.loads(render([WAIVED], "json", waived=True))[0]["waived"] == "Safety first."


def test_json_holds_every_field() -> None:
    assert json.loads(render([ERROR], "json")) == [
        {
            "rule": "L06",
            "level": "error",
            "file": "menus/a.yaml",
            "line": 3,
            "column": 5,
            "problem": "Wrong.",
            "mend": "Mend it.",
            "waived": None,
        }
    ]


def test_github_gets_one_command_a_finding() -> None:
    assert render([ERROR, WARNING, CONFIRM], "github").splitlines() == [
        "::warning file=menus/a.yaml,line=1,title=L24::Long. Cut it.",
        "::error file=menus/a.yaml,line=3,col=5,title=L06::Wrong. Mend it.",
        "::notice file=menus/b.yaml,line=9,title=confirm::Right? Answer.",
    ]


def test_github_commands_escape_what_would_end_them() -> None:
    odd = Finding("L06", Level.ERROR, Where("a:b,c%.yaml", 1), "100%\r\nof it: a, b", "Mend.")
    assert render([odd], "github") == "::error file=a%3Ab%2Cc%25.yaml,line=1,title=L06::100%25%0D%0Aof it: a, b Mend.\n"


def test_any_other_form_is_refused() -> None:
    with pytest.raises(ValueError, match="No such form: xml"):
        render([], "xml")


@pytest.mark.parametrize(
    ("findings", "everyday", "launch"),
    [([], 0, 0), ([WARNING, WAIVED], 0, 0), ([CONFIRM], 0, 1), ([ERROR], 1, 1), ([WARNING, CONFIRM, ERROR], 1, 1)],
)
def test_errors_stop_a_build_and_open_questions_a_launch(findings: list[Finding], everyday: int, launch: int) -> None:
    assert (exit_code(findings), exit_code(findings, launch=True)) == (everyday, launch)
