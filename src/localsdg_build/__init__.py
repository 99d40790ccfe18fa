"""Sources to book pages, notebooks, scaffolds: what an author's commands do."""
