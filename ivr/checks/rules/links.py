"""links: every link of a text is known, with who keeps its page, and somebody opened it lately.

Asks that each link of a text stands in links.yaml and is not written with http:// (errors), that each link there was opened in the last
92 days and is named by a text (warnings), and on no day to come (an error). A link that nobody has opened yet is an open question, and
stops a launch.

Why: a page that has moved leaves a caller with nothing, and nobody hears of it. `ivr check --links` asks whether each page is still
there; only a person sees whether it still says what it should. Source: guidance L44.

PASS (texts):

    complaint_tips: {say: "IASK: see www.kent.gov.uk/send", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    complaint_tips: {say: "IASK: see www.kent.gov.uk/other", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (texts):

    complaint_tips: {say: "IASK: see http://www.kent.gov.uk/send", from: leaflet, reviewed: 2026-11-23, review_by: 2027-02-20}

FAIL (links):

    send_page: {to: "https://www.kent.gov.uk/send", owner: Kent County Council, checked: 2026-08-23}

FAIL (links):

    send_page: {to: "https://www.kent.gov.uk/send", owner: Kent County Council, checked: never}

FAIL (links):

    old_page: {to: "https://www.kent.gov.uk/old", owner: Kent County Council, checked: 2026-11-23}
"""

from collections.abc import Iterator
from datetime import timedelta

from ivr.checks.context import Context
from ivr.checks.finding import Finding, Level
from ivr.menu.addresses import addresses, bare
from ivr.menu.model import Link

_LATELY = timedelta(days=92)  # each quarter, as the texts are reviewed


def check(context: Context) -> Iterator[Finding]:
    """Look at the links of every text, then at every link."""
    known = {bare(link.to) for link in context.helpline.links.values()}
    named = set()
    for text in context.helpline.texts.values():
        for address in addresses(text.body):
            named.add(bare(address.written))
            if address.written.lower().startswith("http://"):
                problem = f"The text {text.id} has http:// at a link, so others could see, or change, the page on its way."
                yield Finding("links", Level.ERROR, text.where, problem, "Take the http:// out: mobiles need none.")
            if bare(address.written) not in known:
                problem = f"The text {text.id} links to {address.written}, which links.yaml does not list."
                yield Finding("links", Level.ERROR, text.where, problem, "List it there, with its owner and the day you opened it.")
    for link in context.helpline.links.values():
        if bare(link.to) not in named:
            yield Finding("links", Level.WARNING, link.where, f"No text leads to {link.id}.", "Take it out, or name it in a text.")
        if found := _opened(context, link):
            level, problem = found
            yield Finding(
                "links", level, link.where, problem, "Open it, see that it still says what it should, and put that day at `checked`."
            )


def _opened(context: Context, link: Link) -> tuple[Level, str] | None:
    if link.checked is None:
        return Level.CONFIRM, f"Nobody has opened {link.id} yet."
    if link.checked > context.today:
        return Level.ERROR, f"{link.id} was opened on a day to come."
    if context.today - link.checked > _LATELY:
        return Level.WARNING, f"Nobody has opened {link.id} since {link.checked}."
    return None
