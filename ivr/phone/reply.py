"""The answer to a text that came in: nothing, for what we have to say is sent from the outbox, as every text of ours is.

Knows the document that Twilio reads after an inbound text; nothing of who wrote or why.
"""

from typing import Final

from twilio.twiml.messaging_response import MessagingResponse

NOTHING: Final = str(MessagingResponse())  # an empty answer would be an error (contract 1.15)
