"""What things are: documents, law, evidence, findings; frozen, and without files."""
