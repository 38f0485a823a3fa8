"""A telephone exchange in a box: plays Twilio's part on this machine, for trying and testing."""
