"""The pages in a browser on this machine: a guard before every request, one file a journey."""
