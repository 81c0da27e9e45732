"""Minutes: the items of meetings, how they are placed, and how many there are of each kind."""
