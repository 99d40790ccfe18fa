numbers = [1, 2, 3]
total = None
