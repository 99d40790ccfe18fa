"""A closer look at the desk: one learner with what can be done for them, one exercise with its answers."""
