"""What comes in: hand-ins found, read, repaired or refused with a reason. Nothing of it makes us raise."""
