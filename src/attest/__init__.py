"""Attest: news reports of armed violence in, quoted incidents out."""
