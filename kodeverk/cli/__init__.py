"""The front gate: the command line. The only room that prints."""
