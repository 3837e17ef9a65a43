"""PolicyKit: a school's SEN document against the law of England, on your own machine."""

from policykit.version import VERSION as __version__

__all__ = ["__version__"]
