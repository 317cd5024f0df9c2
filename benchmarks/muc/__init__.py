"""MUC-4 as a yardstick: its conventions and metrics live here, not in the coder."""
