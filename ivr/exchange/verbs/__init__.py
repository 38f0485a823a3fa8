"""What each verb of TwiML does to a call: one verb a file."""
