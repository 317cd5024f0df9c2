"""Accounts against gold."""
