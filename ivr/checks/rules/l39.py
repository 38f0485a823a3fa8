"""L39: every fact of the leaflet reaches callers.

Asks that each of the facts F01 to F72 is named under `facts` by something a caller can get today: a page or a text of a
guidance that can be reached, a menu that can be reached, or a line. A draft does not count. A fact that is not in the leaflet's
list is an error too.

Why: the helpline replaces the leaflet for those who cannot read it. Source: guidance L39; the facts: guidance 3.4.

PASS (menus):

    complaint:
      title: Make a complaint
      pages:
        - say: Write to the school.
          facts: [F01, F02, F03, F04, F05, F06, F07, F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20, F21, F22,
            F23, F24, F25, F26, F27, F28, F29, F30, F31, F32, F33, F34, F35, F36, F37, F38, F39, F40, F41, F42, F43, F44, F45,
            F46, F47, F48, F49, F50, F51, F52, F53, F54, F55, F56, F57, F58, F59, F60, F61, F62, F63, F64, F65, F66, F67, F68,
            F69, F70, F71, F72]
          from: leaflet
          reviewed: 2026-11-23
          review_by: 2027-02-20
      text: complaint_tips

FAIL (menus):

    complaint:
      title: Make a complaint
      pages:
        - {say: Write to the school., facts: [F01], from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}
      text: complaint_tips
"""

from collections.abc import Iterator

from ivr.checks import walks
from ivr.checks.context import Context, for_callers
from ivr.checks.finding import Finding, Level
from ivr.menu.model import Guidance, Menu

FACTS = tuple(f"F{n:02}" for n in range(1, 73))


def check(context: Context) -> Iterator[Finding]:
    """Look for facts that nobody can hear or read, and for facts there are not."""
    known, heard = frozenset(FACTS), set(_heard(for_callers(context)))
    start = context.helpline.nodes[context.helpline.start]
    for fact in FACTS:
        if fact not in heard:
            problem = f"The leaflet's fact {fact} reaches no caller."
            yield Finding("L39", Level.ERROR, start.where, problem, "Say it on a page that can be reached, and name it under `facts`.")
    for dated in context.dated():
        for fact in dated.facts:
            if fact not in known:
                yield Finding(
                    "L39", Level.ERROR, dated.where, f"{dated.id} names a fact {fact}, which is not in the leaflet.", "Name F01 to F72."
                )


def _heard(context: Context) -> Iterator[str]:
    helpline = context.helpline
    for line in helpline.lines.values():
        yield from line.facts
    for id in walks.presses(helpline):
        match helpline.nodes[id]:
            case Menu(facts=facts):
                yield from facts
            case Guidance(pages=pages, texts=texts):
                for page in pages:
                    yield from page.facts
                for text in texts:
                    yield from helpline.texts[text].facts
