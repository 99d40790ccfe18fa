"""Learning platforms: names in their downloads, their tables, and what they take back."""
