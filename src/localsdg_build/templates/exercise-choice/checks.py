from localsdg.checks import multiple, single

single("first", "a")
multiple("second", ["a", "b"])
