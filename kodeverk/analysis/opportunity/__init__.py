"""The room for opportunity: areas of development by office, what is planned of them, expected, and done in a year."""
