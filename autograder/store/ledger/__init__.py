"""What was graded, by whom, when and why: jobs with leases, results, and a history that shows tampering."""
