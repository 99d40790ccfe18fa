"""Reading texts at the desk: rubric, points and comment, where formgrader writes them."""
