"""A folder that any static host can show: the book with what a server and other sites want to know."""
