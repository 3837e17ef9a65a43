"""What a Word file, a PDF or an archive holds, walked once with every place kept; nothing is judged here."""
