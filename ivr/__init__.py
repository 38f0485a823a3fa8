"""The IASK helpline: menus in YAML, calls through Twilio."""
