"""The trainer's side: who is where, answers side by side and as one, and what everybody is shown."""
