"""Lessons as packages for an institution's learning platform (SCORM 1.2 or 2004), from the built book."""
