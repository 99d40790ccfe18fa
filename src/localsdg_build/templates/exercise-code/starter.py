# <<What the learner starts from: code that runs.>>
numbers = [1, 2, 3]
total = None
