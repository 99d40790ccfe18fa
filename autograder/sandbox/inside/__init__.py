"""What runs inside the sandbox: the only folder of the autograder that can be seen there."""
