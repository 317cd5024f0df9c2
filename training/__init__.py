"""How the trained tagger is made: its corpus, training and export. Not part of the installed package."""
