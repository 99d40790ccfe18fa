"""Where one joins: a page that needs a code and a name, and no more."""
