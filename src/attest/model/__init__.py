"""The words of the design as frozen, typed values."""
