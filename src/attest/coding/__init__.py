"""Report to accounts: reading, tagging, assembly, closing."""
