"""Agreement between coders: how far they judge alike, and above all where they do not."""
