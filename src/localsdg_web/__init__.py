"""What servers on this computer share: who may ask, how much, the types of files, and the book's look.

It knows no web framework: ``serve`` uses tornado, others may use another.
"""
