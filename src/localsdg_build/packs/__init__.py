"""Country packs: the course in a country's own words, laid over the course's sources.

A pack is a folder ``packs/<name>``. ``model`` reads it, ``overlay`` says which files of the course read
differently with it, ``staging`` makes a course folder of its own, which all other rooms read like any other.
"""
