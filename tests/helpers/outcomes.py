"""Outcomes of hand-ins as the grader gives them, made for tests of reports."""

NAME = "3-monitoring-reporting"


def outcome(learner, score=9.5, status="graded", **more):
    """One exercise of the small course, worth 12 points."""
    exercise = {"id": "zz-who-reports", "score": score, "max_score": 12, "status": status, "reason": ""}
    exercise |= {
        "checks": [{"id": "who", "points": 12, "earned": score or 0, "state": "partly", "text": "So."}]
    }
    return {
        "learner": learner, "assignment": NAME, "status": status, "score": score, "max_score": 12,
        "reason": "", "exercises": [exercise], **more,
    }  # fmt: skip
