"""What `ivr check --links` asks of the network, and how far it has come.

Lends the links' room what only a command may know: the day, the proxy that this machine names, and whether anybody watches.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import click

from ivr.checks.finding import Finding
from ivr.linesman import survey, telling
from ivr.linesman.address import is_inside_by_name
from ivr.linesman.asking import Wire
from ivr.linesman.following import Walk
from ivr.menu.model import Helpline


@dataclass(frozen=True, slots=True)
class Asked:
    """What the links came to: the findings, all of it in words, and whether somebody stopped it before the end."""

    findings: list[Finding]
    words: str
    stopped: bool


def ask(helpline: Helpline, today: date) -> Asked:
    """Ask every link of the helpline. Ctrl-C ends it with what was found so far."""
    found: list[survey.Found] = []
    links, stopped = helpline.links.values(), False
    try:
        found.extend(_shown(survey.survey(links, Walk(Wire(proxy=_proxy))), len(links)))
    except KeyboardInterrupt:
        stopped = True
        click.echo(f"\nStopped: {len(links) - len(found)} of {len(links)} links were not asked.", err=True)
    found = survey.settled(found)
    return Asked(telling.findings(found, helpline.text_hosts), telling.told(found, helpline.text_hosts, today), stopped)


def _shown(work: Iterable[survey.Found], length: int) -> Iterator[survey.Found]:
    if not sys.stderr.isatty():
        yield from work
        return
    with click.progressbar(work, length=length, label="Asking the links", file=sys.stderr) as bar:
        yield from bar


def _proxy(address: str) -> str | None:
    parts = urlsplit(address)
    if is_inside_by_name(parts.hostname or "") or proxy_bypass(parts.netloc):
        return None
    named = getproxies()
    proxy = named.get(parts.scheme) or named.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
