"""The trained reader: a small network that marks who did what to whom, beside the grammar."""
