"""The exit codes of every command, so that a script can tell them apart."""

DONE = 0
"""It was done, and nothing stands at or above the bar."""
FINDINGS = 1
"""There is something to do: findings, slips, or what a final document still waits for."""
NOT_DONE = 2
"""Something could not be done, or the call was wrong."""
