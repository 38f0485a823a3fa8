"""From a folder of YAML to a whole helpline, or to every fault that stands in its way: never to half of one.

The only maker of a real `Helpline`. Knows how an author writes, file by file; nothing of what is spoken or of the call.
"""

from dataclasses import replace
from pathlib import Path

from ivr.menu.load.files import HELPLINE, LINKS, SPEECH, SYSTEM, TEXTS, Files
from ivr.menu.load.following import follow_nodes, follow_texts
from ivr.menu.load.frame import Frame, frame
from ivr.menu.load.links import follow_links, links, tell_apart
from ivr.menu.load.nodes import Topics
from ivr.menu.load.speech import pronunciations
from ivr.menu.load.words import lines, texts
from ivr.menu.model import Helpline, Line, Text
from ivr.reading import Faults

__all__ = ["load"]


def load(folder: Path) -> Helpline:
    """The helpline that a folder holds, drafts included (`spoken` leaves them out). Raises AuthorError with all faults."""
    faults = Faults()
    files = Files(folder, faults)
    top, said, sent = frame(files.open(HELPLINE)), lines(files.open(SYSTEM)), texts(files.open(TEXTS))
    how = pronunciations(files.open(SPEECH)) if SPEECH in files else {}
    pages = links(files.open(LINKS)) if LINKS in files else {}
    topics = Topics()
    for name in files.topics:
        topics.add(files.open(name))
    if files.unread.isdisjoint(files.topics):
        follow_nodes(topics, top.start, faults)
    if TEXTS not in files.unread:
        follow_texts(topics, sent, faults)
    if HELPLINE not in files.unread:
        follow_links(pages.values(), top.text_hosts, faults)
    tell_apart([*sent.values(), *pages.values()], faults)
    faults.stop()
    return replace(_helpline(top, topics, said, sent), links=pages, speech=how, revision=files.revision)


def _helpline(top: Frame, topics: Topics, said: dict[str, Line], sent: dict[str, Text]) -> Helpline:
    return Helpline(
        name=top.name,
        numbers=top.numbers,
        start=top.start.id,
        nodes=topics.nodes,
        lines=said,
        texts=sent,
        hours=top.hours,
        queue=top.queue,
        timing=top.timing,
        texting=top.texting,
        voice=top.voice,
        text_hosts=top.text_hosts,
    )
