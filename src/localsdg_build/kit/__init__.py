"""The course in a folder, for a USB stick: to read by a double click, to work in with a starter."""
