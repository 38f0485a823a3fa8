"""Leave: out of the queue, from inside what is played there (contract 3.23)."""

from xml.etree.ElementTree import Element

from ivr.exchange.steps import LEFT, End
from ivr.exchange.talk import Talk


def follow(_talk: Talk, _leave: Element) -> End:
    """End what is played in the queue, and the wait with it."""
    return End(LEFT)
