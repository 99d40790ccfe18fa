"""What servers on this computer share: who may ask, how much, the types of files, words, and the book's look.

It needs no web framework: ``serve`` uses tornado; ``guard`` is for applications that speak ASGI, and
``serving``, which those alone import, runs them with uvicorn.
"""
