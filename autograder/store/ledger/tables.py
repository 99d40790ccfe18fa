"""The ledger's tables. They live in the gradebook's database under names of their own."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# One row: the form of the tables below (see migrations.py), and whose they are.
schema = Table(
    "localsdg_ledger_schema",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("course", String(32)),  # the course folder's own mark, where the database is a server's
)

# One row for each content that was handed in and each version of course and grader that judged it.
job = Table(
    "localsdg_job",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("learner", String(128), nullable=False),
    Column("assignment", String(128), nullable=False),
    Column("digest", String(64), nullable=False),  # SHA-256 of the file as it came
    Column("version", String(64), nullable=False),  # of the assignment, its checks and data, and the grader
    Column("state", String(8), nullable=False),  # queued, done
    Column("owner", String(64)),  # the grader that works on it
    Column("attempts", Integer, nullable=False, default=0),
    Column("queued_at", String(40), nullable=False),
    Column("finished_at", String(40)),
    Column("result", Text),  # JSON {outcome, answers}
    Column("result_hash", String(64)),
)

# What counts now: one row for each learner and assignment.
hand_in = Table(
    "localsdg_hand_in",
    metadata,
    Column("learner", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("key", String(64), nullable=False),  # of the job that the newest file asks for
    Column("graded_key", String(64)),  # of the job whose result counts; null while the first is awaited
    Column("status", String(16)),  # of that result
    Column("score", Float),
    Column("place", Text, nullable=False),
    Column("signature", Text),  # of the files it was read from; unchanged files need no second reading
    Column("received", String(40), nullable=False),
    Column("received_from", String(16), nullable=False),  # receipts, exchange, first seen
    Column(
        "graded_received", String(40)
    ),  # the time of receipt that the result which counts was recorded with
    Column("size", Integer, nullable=False),  # bytes of the file as it came; 0 where none is kept
    Column("copy_size", Integer),  # bytes of its autograded copy; null where there is none
    # In short, of that result: so the list of a class is shown without reading all results (short.py).
    Column("max_score", Float),
    Column("reason", Text),  # JSON of the message
    Column("is_empty", Boolean),  # there is no answer at all
    Column("exercises", Text),  # JSON of the exercises' results without their checks
)

# Who changed which grade, when, from what, to what and why. ``hash`` chains the rows (see history.py).
history = Table(
    "localsdg_history",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("content", Text),  # JSON; null once the learner was forgotten
    Column("learner", String(128)),
    Column("content_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# Graders at work; a lease lives as long as its grader's beat goes on.
grader = Table(
    "localsdg_grader",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("host", String(128), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", String(64), nullable=False),  # of the process, as the system tells it
    Column("beat", Integer, nullable=False),
)

Index("localsdg_history_learner", history.c.learner)
Index("localsdg_job_owner", job.c.owner, job.c.state)
Index("localsdg_hand_in_key", hand_in.c.key)
Index("localsdg_hand_in_graded_key", hand_in.c.graded_key)
Index("localsdg_hand_in_status", hand_in.c.assignment, hand_in.c.status)

# What people had given when we last looked, so that the history can say what changed.
given = Table(
    "localsdg_given",
    metadata,
    Column("learner", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("exercise", String(128), primary_key=True),
    Column("manual", Float),
    Column("extra", Float),
    Column("comment", Text),
    Column("is_open", Boolean),  # a person is asked to look again, for the answer has changed since
)

# The same by the content that it was given for: it comes back when that answer comes back.
given_for = Table(
    "localsdg_given_for",
    metadata,
    Column("learner", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("exercise", String(128), primary_key=True),
    Column("answer", String(64), primary_key=True),  # SHA-256 of the exercise's answer
    Column("manual", Float),
    Column("extra", Float),
    Column("comment", Text),
    Column("origin", String(16), nullable=False),  # formgrader, override, imported, read
)

# Who need not hand in an assignment.
excused = Table(
    "localsdg_excused",
    metadata,
    Column("learner", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("why", Text, nullable=False),
)

# What else we saw last and the history tells of when it changes: the rules for late work.
noted = Table(
    "localsdg_noted",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text),
)

# How people at the desk read an answer; what counts of it is nbgrader's points and comment.
reading = Table(
    "localsdg_reading",
    metadata,
    Column("learner", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("exercise", String(128), primary_key=True),
    Column("reader", String(128), primary_key=True),
    Column("kind", String(16), primary_key=True),  # reading, decision
    Column("answer", String(64), nullable=False),  # SHA-256 of the exercise's answer
    Column("levels", Text, nullable=False),  # JSON {row: level}
    Column("points", Float),  # null while a row has no level
    Column("comment", Text, nullable=False),  # with its gaps
    Column("written", Text, nullable=False),  # as it was given, where this reading counts
    Column("counts", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
)


def of_learners() -> list[Table]:
    """The tables whose rows are a learner's and go with the learner; the history is another matter."""
    return [table for table in metadata.sorted_tables if "learner" in table.c and table is not history]
