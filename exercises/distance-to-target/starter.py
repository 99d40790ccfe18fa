from localsdg import data

city = data.load("bristol-sdg-indicators", "city")
targets = data.load("bristol-sdg-indicators", "exercise-targets")

particles = city[city["indicator_id"] == "fine-particles"]

baseline = None
latest = None
change_per_year = None
score = None
on_track = None

scores = {
    "child-poverty": None,
    "road-casualties": None,
    "rough-sleepers": None,
    "recycling": None,
}
furthest = None
