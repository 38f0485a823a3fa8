"""The menus as somebody edits them: read, checked as `ivr check` does, and taken only if nothing is wrong with them.

Knows when a finding stands in the way; what is done with the menus is for whoever asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ivr.checks.finding import Finding, Level
from ivr.checks.run import run
from ivr.errors import AuthorError, Fault
from ivr.menu.load import load
from ivr.menu.model import Helpline
from ivr.simulator.explore import explore

Findings = tuple[Finding, ...]
_ORDER = {level: n for n, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading the menus, which are None where something is wrong. `findings` has the worst first, and nothing waived."""

    menus: Helpline | None
    findings: Findings


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of menus. `drafts` says whether pages that wait for a sign-off are spoken too."""

    folder: Path
    drafts: bool
    clock: Callable[[], datetime]

    def look(self) -> tuple[Helpline, Findings]:
        """The menus, and what a quick look at them finds. Raises `AuthorError` where they cannot be spoken."""
        menus = load(self.folder)
        return menus, _in_order(run(menus, self.clock()))

    def read(self) -> Reading:
        """The menus as they are now, checked with every way that a call can go: that takes some seconds."""
        try:
            menus, findings = self.look()
        except AuthorError as error:
            return Reading(None, tuple(_finding(fault) for fault in error.faults))
        if not _wrong(findings):
            now = self.clock()
            findings = _in_order(run(menus, now, explore(menus.spoken(), now)))
        return Reading(None if _wrong(findings) else menus, findings)

    def spoken(self, menus: Helpline) -> Helpline:
        """What of these menus is spoken."""
        return menus if self.drafts else menus.spoken()


def _wrong(findings: Findings) -> bool:
    return any(finding.level is Level.ERROR for finding in findings)


def _in_order(findings: list[Finding]) -> Findings:
    told = (finding for finding in findings if finding.waived is None)
    return tuple(sorted(told, key=lambda finding: (_ORDER[finding.level], finding.where, finding.rule)))


def _finding(fault: Fault) -> Finding:
    return Finding("menus", Level.ERROR, fault.where, fault.problem, fault.mend)
