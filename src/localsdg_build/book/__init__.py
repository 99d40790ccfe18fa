"""The book: the Sphinx extension, its directives, pages, and the files that pages load."""
