"""A notebook as data: what was released, the answers in a hand-in, its graded copy. Runs nothing."""
