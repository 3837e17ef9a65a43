"""Stands in front of the module that Windows does not have."""

raise ImportError("as on Windows")
