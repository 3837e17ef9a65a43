"""Report -> words: what a check found, for people and for programs; nothing here decides anything."""
