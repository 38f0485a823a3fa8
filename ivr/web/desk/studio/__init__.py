"""THE STUDIO'S PAGES: the list of what callers hear, and a lectern for each recording, with a microphone."""
