from localsdg.checks import multiple, single

single("first", "a")  # <<the right option>>
multiple("second", ["a", "b"])  # <<the right options>>
