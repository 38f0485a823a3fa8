"""Every rule, in order, run over a helpline; and the manual of each.

Knows the rules by name and nothing of what they ask. A rule is here or it is not run: there is no looking for files.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from ivr.checks.context import Context
from ivr.checks.finding import Finding
from ivr.checks.routes import Routes
from ivr.checks.rules import (
    about,
    confirm,
    exits,
    goodbye,
    holidays,
    keys,
    l01,
    l02,
    l03,
    l04,
    l05,
    l06,
    l07,
    l08,
    l09,
    l11,
    l12,
    l13,
    l14,
    l15,
    l16,
    l18,
    l19,
    l20,
    l22,
    l23,
    l24,
    l25,
    l26,
    l27,
    l39,
    l40,
    l41,
    l42,
    l43,
    l44,
    l45,
    links,
    misread,
    person,
    reachable,
    recordings,
    reply,
    reviews,
    rounds,
    sender,
    sign_off,
    waivers,
)
from ivr.clips.state import State
from ivr.errors import OperatorError
from ivr.menu.model import Helpline

Rule = Callable[[Context], Iterable[Finding]]

RULES: Mapping[str, Rule] = {
    "exits": exits.check,
    "reachable": reachable.check,
    "keys": keys.check,
    "person": person.check,
    "goodbye": goodbye.check,
    "rounds": rounds.check,
    "L01": l01.check,
    "L02": l02.check,
    "L03": l03.check,
    "L04": l04.check,
    "L05": l05.check,
    "L06": l06.check,
    "L07": l07.check,
    "L08": l08.check,
    "L09": l09.check,
    "L11": l11.check,
    "L12": l12.check,
    "L13": l13.check,
    "L14": l14.check,
    "L15": l15.check,
    "L16": l16.check,
    "L18": l18.check,
    "L19": l19.check,
    "L20": l20.check,
    "L22": l22.check,
    "L23": l23.check,
    "L24": l24.check,
    "L25": l25.check,
    "L26": l26.check,
    "L27": l27.check,
    "L39": l39.check,
    "L40": l40.check,
    "L41": l41.check,
    "L42": l42.check,
    "L43": l43.check,
    "L44": l44.check,
    "L45": l45.check,
    "about": about.check,
    "sender": sender.check,
    "reply": reply.check,
    "links": links.check,
    "misread": misread.check,
    "recordings": recordings.check,
    "holidays": holidays.check,
    "reviews": reviews.check,
    "confirm": confirm.check,
    "sign_off": sign_off.check,
}
"""Every rule that looks at the helpline, by its id, in the order of their findings. `waivers` comes after them all."""


def run(helpline: Helpline, now: datetime, routes: Routes | None = None, recordings: Mapping[str, State] | None = None) -> list[Finding]:
    """Everything the rules find in the helpline, drafts included, with warnings that are waived marked so.

    `helpline` is as loaded, drafts and all; `now` is aware, in London time. `routes` are the ways calls go, as walked on
    `helpline.spoken()`; without them the rules about calls find nothing. `recordings` says how it stands with each that is wanted;
    without it nothing is said of them.
    """
    return judge(Context(helpline, now, routes, recordings))


def judge(context: Context) -> list[Finding]:
    """The same, for a context made by hand.

    Where a name leads nowhere, only that is told: the other rules rely on every name being there.
    """
    if lost := list(exits.check(context)):
        return lost
    findings = list(dict.fromkeys(finding for check in RULES.values() for finding in check(context)))
    return waivers.settle(context, findings, RULES)


def explain(rule: str) -> str:
    """The manual of a rule, by its id in any case: what it asks, why, what passes and what fails."""
    manuals = {id.lower(): inspect.getdoc(inspect.getmodule(check)) or "" for id, check in RULES.items()}
    manuals["waivers"] = inspect.getdoc(waivers) or ""
    if rule.lower() not in manuals:
        raise OperatorError(f"There is no rule {rule}. The rules are: {', '.join(RULES)}, waivers.")
    return manuals[rule.lower()]
