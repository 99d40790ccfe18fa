"""What the service worker needs: a release by name, all its files, and what each page and module needs."""
