"""Triangulation: what was said in interviews, held against agreements, minutes and register."""
