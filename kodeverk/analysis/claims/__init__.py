"""The claims ledger: sentences that say how many, counted anew at every look."""
