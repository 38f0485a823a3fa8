"""The answer to a text that came in: one message, or none.

Knows the document that Twilio reads after an inbound text; nothing of who wrote or why.
"""

from twilio.twiml.messaging_response import MessagingResponse


def reply(words: str | None) -> str:
    """A document that sends `words` back, or that sends nothing."""
    response = MessagingResponse()
    if words:
        response.message(words)
    return str(response)
