from localsdg import data

survey = data.load("synthetic-lrg-survey", "survey")
strategy = data.load("synthetic-lrg-survey", "national-strategy")


response_rate = None

goal9_rural = None
goal9_urban = None

top_intervention = None

budget_share = None

gap_goal = None
