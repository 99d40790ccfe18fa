"""The only room in which a learner's code runs. Everything that comes out of it is distrusted."""
