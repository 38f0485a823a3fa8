"""The REST API of the exchange, spoken through the twilio package's own way out: no socket, the same requests and answers."""
