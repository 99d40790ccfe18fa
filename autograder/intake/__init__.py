"""What comes in: hand-ins found, read, repaired or refused with a reason. Nothing handed in makes it raise."""
