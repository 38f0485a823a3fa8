"""reply: whoever texts us is told whom to call instead.

Asks that the answer to a text that nobody reads, `auto_reply`, holds the number of the helpline and 999.

Why: somebody in danger may have written to us, and waits for a person to answer. Source: guidance 2.4.

PASS (texts):

    auto_reply:
      {say: "IASK: nobody reads this. Call 03000 41 3000, in danger 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    auto_reply: {say: "IASK: nobody reads this. Call us.", from: us, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    auto_reply:
      {say: "IASK: nobody reads this. Call 03000 41 3001, in danger 999.", from: us, reviewed: 2026-11-23, review_by: 2027-02-20}
"""

import re
from collections.abc import Iterator

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.lines import AUTO_REPLY

_EMERGENCY = "999"
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ -]+(?=\d)")


def check(context: Context) -> Iterator[Finding]:
    """Look for both numbers in the answer."""
    if text := context.helpline.texts.get(AUTO_REPLY):
        ours = "0" + context.helpline.numbers.helpline.removeprefix("+44")
        told = re.findall(r"\d+", _BETWEEN_DIGITS.sub("", text.body))
        for number, whose in ((ours, "the number of the helpline"), (_EMERGENCY, "999")):
            if number not in told:
                problem = f"The text {text.id} does not give {whose}, and somebody who texts us may need it at once."
                yield Finding("reply", Level.ERROR, text.where, problem, f"Write it there: {number}.")
