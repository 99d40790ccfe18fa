"""A served book follows the author's pen: a process that stays warm builds what is saved, pages reload."""
