"""Findings as somebody will read them: a person, a program, or GitHub beside the line it is about.

Knows how findings are shown and when they stop a build or a launch; nothing of the rules.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from ivr.checks.finding import Finding, Level

Form = Literal["text", "json", "github"]

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.CONFIRM: "notice"}


def render(findings: Sequence[Finding], form: str, *, waived: bool = False) -> str:
    """The findings in one of the forms `text`, `json` or `github`, ending in a line end where there is anything.

    What is waived is left out unless `waived` asks for it. Raises ValueError for any other form.
    """
    shown = sorted((f for f in findings if waived or f.waived is None), key=lambda f: (f.where, f.rule))
    match form:
        case "text":
            return "".join(f"{line(finding)}\n" for finding in shown) + f"{_sum(findings)}\n"
        case "json":
            return json.dumps([_object(finding) for finding in shown], indent=2, ensure_ascii=False) + "\n"
        case "github":
            return "".join(f"{_command(finding)}\n" for finding in shown)
    raise ValueError(f"No such form: {form}. The forms are {', '.join(get_args(Form))}.")


def exit_code(findings: Sequence[Finding], *, launch: bool = False) -> int:
    """1 where there is an error or, for a launch, anything to be confirmed or signed off; else 0."""
    stops = {Level.ERROR, Level.CONFIRM} if launch else {Level.ERROR}
    return int(any(finding.level in stops for finding in findings))


def line(finding: Finding) -> str:
    """The finding in a line of its own, for a person to read."""
    level = f"{finding.level.value} (waived: {finding.waived})" if finding.waived else finding.level.value
    return f"{finding.where}: {level} {finding.rule}: {finding.problem} {finding.mend}"


def _sum(findings: Sequence[Finding]) -> str:
    levels = Counter(finding.level for finding in findings if finding.waived is None)
    waived = sum(finding.waived is not None for finding in findings)
    counts = (f"{levels[level]} {level.value}" + ("" if levels[level] == 1 else "s") for level in Level)
    return f"{', '.join(counts)}, {waived} waived."


def _object(finding: Finding) -> dict[str, str | int | None]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "file": finding.where.file,
        "line": finding.where.line,
        "column": finding.where.column,
        "problem": finding.problem,
        "mend": finding.mend,
        "waived": finding.waived,
    }


def _command(finding: Finding) -> str:
    level = "notice" if finding.waived else _COMMANDS[finding.level]
    where = {"file": finding.where.file, "line": finding.where.line, "col": finding.where.column, "title": finding.rule}
    facts = ",".join(f"{name}={_property(str(value))}" for name, value in where.items() if value)
    waived = f" (waived: {finding.waived})" if finding.waived else ""
    return f"::{level} {facts}::{_message(finding.problem + ' ' + finding.mend + waived)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
