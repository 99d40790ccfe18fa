from localsdg import data

survey = data.load("synthetic-lrg-survey", "survey")
strategy = data.load("synthetic-lrg-survey", "national-strategy")


response_rate = None

goal11_small = None
goal11_large = None

top_intervention = None

budget_share = None

gap_goal = None
