"""The search: its index, made from the pages that are built, and what a page loads when somebody searches."""
