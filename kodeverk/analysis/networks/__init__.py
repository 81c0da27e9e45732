"""Actors and relations: networks, who drives, what goes along the lines, and what the parties say of each other."""
