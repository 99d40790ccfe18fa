from localsdg import data

services = data.load("unsd-urban-rural", "services")
groups = data.load("los-angeles-disaggregated", "groups")

water = services[services["service"] == "basic-water"]
sanitation = services[services["service"] == "basic-sanitation"]


# Part 1: Bolivia
gap = None
gap_change = None
rural_share = None

# Part 2: all countries, 2017
hidden = []
widest = None

# Part 3: one city
times = None
too_high = None

# Part 4: a country of your choice
my_country = None
my_gap = None
