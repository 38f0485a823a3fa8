"""TWILIO'S ACCENT: forms in, TwiML out. The only room that imports twilio."""
