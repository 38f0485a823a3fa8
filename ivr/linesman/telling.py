"""What became of the links, told to whoever keeps links.yaml: a finding each, and the mend.

Knows how much an outcome matters. Whether a page still says what the text promises is for a person to read.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, assert_never

from ivr.checks import report
from ivr.checks.finding import Finding, Level
from ivr.linesman.address import host, is_front_page, same_site
from ivr.linesman.outcome import Dead, Doubt, Fine, Hop, Moved, Outcome, Unsure
from ivr.linesman.survey import Found
from ivr.menu.model import Link

RULE: Final = "asked"
_ONLINE: Final = "Join a network, and ask again."
_KINDS: Final[Sequence[tuple[str, type[Outcome]]]] = (("dead", Dead), ("moved", Moved), ("unsure", Unsure), ("fine", Fine))


def findings(found: Sequence[Found], hosts: Collection[str]) -> list[Finding]:
    """What is to be mended or looked at. `hosts` are the sites that a text may lead to."""
    made = (_finding(each, hosts) for each in found)
    return [finding for finding in made if finding is not None]


def told(found: Sequence[Found], hosts: Collection[str], today: date) -> str:
    """All of it for a person to read: the dead, the moved and the unsure, the count, and which links may be marked as looked at.

    Where no site at all was reached that is told once, and not of each link.
    """
    if found and all(isinstance(each.outcome, Unsure) and each.outcome.why is Doubt.OFFLINE for each in found):
        return f"None of the {len(found)} links could be asked: {Doubt.OFFLINE.value}. {_ONLINE}\n"
    parts = []
    for kind, outcome in _KINDS:
        lines = [_line(each, hosts) for each in found if isinstance(each.outcome, outcome) and outcome is not Fine]
        parts += [f"{kind.capitalize()}:", *lines, ""] if lines else []
    counts = ((kind, sum(isinstance(each.outcome, outcome) for each in found)) for kind, outcome in _KINDS)
    parts.append(f"{len(found)} link{'' if len(found) == 1 else 's'} asked: {', '.join(f'{n} {kind}' for kind, n in counts)}.")
    there = [each.link for each in found if _finding(each, hosts) is None]
    if unopened := [link.id for link in there if link.checked is None or link.checked < today]:
        parts.append(f"There today: {', '.join(unopened)}. Open them, and if they say what they should, write `checked: {today}`.")
    return "\n".join(parts) + "\n"


def _line(found: Found, hosts: Collection[str]) -> str:
    finding = _finding(found, hosts)
    if finding is not None:
        return report.line(finding)
    assert isinstance(found.outcome, Moved)  # noqa: S101 - nothing else is told without being a finding
    return f"{found.link.where}: {_named(found.link)} is sent on to {found.outcome.end} for now. Leave `to` as it is."


def _finding(found: Found, hosts: Collection[str]) -> Finding | None:
    link = found.link
    match found.outcome:
        case Fine():
            return None
        case Dead(why, hops):
            mend = f"Find where the page is now, or ask {link.owner}; until then take the link out of the texts."
            return _made(link, Level.ERROR, f"is dead: {_onward(hops)}{why.value}.", mend)
        case Unsure(why, status, hops):
            problem = f"could not be checked: {_onward(hops)}{why.value.format(status=status)}."
            mend = "Open it by hand." if why is not Doubt.OFFLINE else _ONLINE
            return _made(link, Level.WARNING, problem, mend)
        case Moved() as moved:
            return _moved(link, moved, hosts)
    assert_never(found.outcome)


def _moved(link: Link, moved: Moved, hosts: Collection[str]) -> Finding | None:
    allowed, owner = {host(link.to), *hosts}, link.owner
    if not any(same_site(host(moved.end), site) for site in allowed):
        problem = f"leads to another site, {moved.end}, and {host(moved.end)} is not listed under `text_hosts`."
        return _made(
            link, Level.ERROR, problem, f"Open it by hand. If that site is {owner}'s, list it, and write the new address; else take it out."
        )
    if link.to.startswith("https:") and (plain := next((hop.to for hop in moved.hops if hop.to.startswith("http:")), None)):
        problem = f"is sent on to {plain}: whoever is on the way can read that, and change it."
        return _made(link, Level.ERROR, problem, f"Ask {owner} for an address that stays with https.")
    if is_front_page(moved.end) and not is_front_page(link.to):
        problem = f"has moved to the front page, {moved.end}: the page itself is probably gone."
        return _made(link, Level.WARNING, problem, f"Find where its words are now, or ask {owner}.")
    if moved.settled:
        return _made(link, Level.WARNING, f"has moved to {moved.settled} for good.", f"Read it there, and write `to: {moved.settled}`.")
    return None


def _made(link: Link, level: Level, problem: str, mend: str) -> Finding:
    return Finding(RULE, level, link.where, f"{_named(link)} {problem}", mend)


def _named(link: Link) -> str:
    return f"The link {link.id} ({link.owner}), {link.to},"


def _onward(hops: tuple[Hop, ...]) -> str:
    return f"it is sent on to {hops[-1].to}, and there " if hops else ""
