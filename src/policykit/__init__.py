"""PolicyKit: a school's SEN document against the law of England, on your own machine."""

from policykit.version import VERSION

__all__ = ["__version__"]

__version__ = VERSION
