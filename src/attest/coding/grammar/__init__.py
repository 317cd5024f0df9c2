"""The grammar tagger: rules and lexicons that mark what a report says of violence, English and French."""
