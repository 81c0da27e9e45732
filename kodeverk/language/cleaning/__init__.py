"""Rules that clean a transcript: each finds what it would change in a text, and changes nothing itself."""
