"""How a hand-in is judged: what has to be done, by which workers, and what comes of it."""
