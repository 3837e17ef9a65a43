"""How often verdicts are right: labels, figures with intervals, simple checkers and an adviser's own audit beside them."""
