"""All that reaches into nbgrader: its gradebook, settings, assignments, exchange, and its autograde."""
