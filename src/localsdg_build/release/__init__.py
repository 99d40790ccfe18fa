"""What a learner receives as files: notebooks, the package as a wheel, and both as a zip."""
