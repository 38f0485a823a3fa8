"""waivers: a waiver waives something.

A warning is waived where it stands: `waive: {L24: the reason}` on the page, menu, line or text, or on the guidance for all its
pages. An error cannot be waived, nor can a `confirm`. Asks that every waiver names a rule that there is, and a warning that
would be given without it.

Why: a waiver for a fault that was mended hides the next one. Source: our own.

PASS (menus):

    complaint:
      title: Make a complaint
      pages:
        - say: The best way forward is to write to the school.
          from: leaflet
          reviewed: 2026-11-23
          review_by: 2027-02-20
          waive: {L27: It is the way forward in every case.}
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - say: Write to the school.
          from: leaflet
          reviewed: 2026-11-23
          review_by: 2027-02-20
          waive: {L27: It is the way forward in every case.}
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: Write to the school., from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20, waive: {L99: No such rule.}}
      text: complaint_tips
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.errors import Where


@dataclass(frozen=True, slots=True)
class _Waiver:
    rule: str
    reason: str
    where: Where
    covers: frozenset[Where]


def settle(context: Context, findings: list[Finding], known: Collection[str]) -> list[Finding]:
    """The findings with those waived marked so, and a finding for each waiver that waives nothing. `known` are the rule ids."""
    waivers = list(_waivers(context))
    settled = [_waived(finding, waivers) for finding in findings]
    return settled + [_idle(waiver, known) for waiver in waivers if not any(_meets(waiver, finding) for finding in findings)]


def _meets(waiver: _Waiver, finding: Finding) -> bool:
    return finding.level is Level.WARNING and waiver.rule == finding.rule and finding.where in waiver.covers


def _waived(finding: Finding, waivers: list[_Waiver]) -> Finding:
    reasons = [waiver.reason for waiver in waivers if _meets(waiver, finding)]
    return replace(finding, waived=reasons[0]) if reasons else finding


def _idle(waiver: _Waiver, known: Collection[str]) -> Finding:
    if waiver.rule not in known:
        return Finding(
            "waivers", Level.WARNING, waiver.where, f"`waive` names {waiver.rule}, which is no rule.", "`ivr check --explain` names them."
        )
    problem = f"`waive` names {waiver.rule}, which gives no warning here; an error cannot be waived."
    return Finding("waivers", Level.WARNING, waiver.where, problem, "Take it out.")


def _waivers(context: Context) -> Iterator[_Waiver]:
    for node in context.guidances():
        pages = frozenset(page.where for page in node.pages)
        yield from (_Waiver(rule, reason, node.where, pages | {node.where}) for rule, reason in node.waive.items())
    choices = {menu.where: frozenset(choice.where for choice in menu.choices) for menu in context.menus()}
    for dated in context.dated():
        covers = choices.get(dated.where, frozenset()) | {dated.where}
        yield from (_Waiver(rule, reason, dated.where, covers) for rule, reason in dated.provenance.waive.items())
