"""Commands of ``localsdg`` that belong to the workshop."""
