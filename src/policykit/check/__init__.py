"""A document against the checklist: pure, opens no file, same input same output."""
