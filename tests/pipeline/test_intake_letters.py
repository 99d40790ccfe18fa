"""Names in zips that do not say in which letters they are written."""

import re
import zipfile

import pytest
from handed_in import NAME, chosen, marked, put

from autograder.intake import roster, zips


def listed(folder, text):
    return roster.read(put(folder, "class.csv", text.encode()))


def in_letters(path, names, page):
    """A zip with names in that code page, which does not say so; each file holds its learner's name."""

    class Unflagged(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):
            return self.filename.encode(page), self.flag_bits & ~0x800

    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(Unflagged(f"{name}/{NAME}.ipynb"), marked(name))
    return path


@pytest.mark.parametrize(
    ("page", "name"),
    [
        *((page, "Jörg Müller") for page in ("cp437", "cp850", "cp1252", "utf-8")),
        *(
            (page, "Группа А-Юрий Мельник_502_assignsubmission_file_")
            for page in ("cp866", "cp1251", "utf-8")
        ),
        *((page, "мельникюрий") for page in ("cp866", "cp1251")),
    ],
)
def test_names_in_a_zip_of_old_letters_are_those_of_the_list(tmp_path, page, name):
    learners = listed(
        tmp_path, "id,name,moodle id\njoerg,Jörg Müller,501\njurij,Юрий Мельник,502\namina,Amina Bello,503\n"
    )
    path = in_letters(tmp_path / "m.zip", [name, "Amina Bello"], page)
    got = chosen(path, roster=learners)
    assert sorted(got) == ["amina", "joerg" if "J" in name else "jurij"]
    assert all(one.is_known and one.reason is None for one in got.values())


def test_letters_that_could_be_two_learners_are_nobody_s(tmp_path):
    raw = "Юля".encode("cp866")
    learners = listed(tmp_path, f"id,name\na,Юля\nb,{raw.decode('cp1251')}\n")
    (one,) = chosen(in_letters(tmp_path / "m.zip", ["Юля"], "cp866"), roster=learners).values()
    assert not one.is_known


@pytest.mark.parametrize(
    ("name", "learner"),
    [("王芳_502_assignsubmission_file_", "王芳"), ("李玥", "李玥"), ("张三（第二次）", "张三（第二次）")],
)
def test_names_of_chinese_windows_are_read(tmp_path, name, learner):
    path = in_letters(tmp_path / "m.zip", [name], "gbk")
    assert [one.name for one in zips.members(path, 10)] == [f"{name}/{NAME}.ipynb"]
    assert list(chosen(path)) == [learner]
    known = listed(tmp_path, f"id,name\nwf,{learner}\namina,Amina Bello\n")
    assert list(chosen(path, roster=known)) == ["wf"]


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp1252"])
@pytest.mark.parametrize(
    "name", ["Jörg Müller", "José_502", "Åse", "Élodie", "Zoë Núñez", "Ñañez", "ÄÖÜ", "éè"]
)
def test_letters_of_europe_are_not_taken_for_chinese(tmp_path, page, name):
    (one,) = zips.members(in_letters(tmp_path / "m.zip", [name], page), 10)
    assert not re.search("[\u4e00-\u9fff]", one.name)


@pytest.mark.parametrize("page", ["cp866", "cp1251"])
@pytest.mark.parametrize("name", ["Юрий Мельник", "Ольга", "Екатерина_503", "Юрий"])
def test_letters_of_russia_are_not_taken_for_chinese(tmp_path, page, name):
    (one,) = zips.members(in_letters(tmp_path / "m.zip", [name], page), 10)
    assert not re.search("[\u4e00-\u9fff]", one.name)
