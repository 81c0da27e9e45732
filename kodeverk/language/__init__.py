"""The ear: tokens, lemmas and the matching of expressions in bokmål and nynorsk."""
