"""The trainer's folder: workshop, trainer's book and all that they need on a laptop without internet."""
