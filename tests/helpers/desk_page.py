"""A page of the facilitator's desk without a browser: what its scripts ask, and what they are answered."""

import time
import warnings

from autograder.desk.app import application
from autograder.desk.desk import Desk
from autograder.store.course_folder import CourseFolder
from localsdg_web.secret import Secret

with warnings.catch_warnings():  # it would rather have a successor of httpx that is not packaged widely yet
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ORIGIN = "http://127.0.0.1:8600"


class Page:
    """A browser's page of a desk, without a browser."""

    def __init__(self, course, headers=None):
        self.desk = Desk(CourseFolder(course))
        self.secret = Secret(8600)
        app = application(self.desk, self.secret)
        self.client = TestClient(
            app, ORIGIN, headers={"origin": ORIGIN, **(headers or {})}, client=("127.0.0.1", 9)
        )

    def enter(self):
        assert self.client.get(self.secret.path()).status_code == 200
        return self

    def post(self, address, /, **told):
        return self.client.post(address, json=told)

    def drop(self, name, data, number=1):
        query = {"name": name, "stamp": f"1764000000000-{number:04}"}
        return self.client.post("/take", params=query, content=data)

    def grade(self, **told):
        reply = self.client.post("/grade", json=told)
        assert reply.status_code == 200, reply.text
        return self.wait()

    def wait(self):
        end = time.monotonic() + 240
        while (state := self.client.get("/state").json())["run"]["is_running"]:
            assert time.monotonic() < end
            time.sleep(0.1)
        return state
