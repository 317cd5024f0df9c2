"""Accounts for people: cards, marked text, tables."""
