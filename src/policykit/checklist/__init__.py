"""YAML -> the law as the model holds it, strictly, with every mistake of a file told at once; its compiled form."""
