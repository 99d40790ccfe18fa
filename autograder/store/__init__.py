"""What is kept: the gradebook, the ledger beside it, hand-ins and results as files. Only this room writes."""
