"""confirm: open questions for the content owner are on the table.

Lists every `confirm` note. It stops a launch (`ivr check --launch`) and nothing else. Once the answer is known, change the
words if need be and take the note out.

Why: the build made choices that only the service can make. Source: guidance 3.6.

PASS (system):

    privacy: {say: What you tell us is confidential., reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (system):

    privacy: {say: What you tell us is confidential., reviewed: 2026-11-23, review_by: 2027-02-20, confirm: Is this right?}
"""

from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level


def check(context: Context) -> Iterator[Finding]:
    """List what is to be confirmed."""
    for dated in context.dated():
        if question := dated.provenance.confirm:
            yield Finding("confirm", Level.CONFIRM, dated.where, f"{dated.id}: {question}", "Answer it, then take the `confirm` out.")
