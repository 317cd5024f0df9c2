"""The outside world to reports: plain text, JSON and HTML files, standard input; keeps no state."""
