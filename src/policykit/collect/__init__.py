"""Schools' sites visited, when asked for, and the documents on SEN fetched from them."""
