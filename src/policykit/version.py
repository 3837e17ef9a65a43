"""The version of PolicyKit: the one place it is written."""

VERSION = "0.1.0"
