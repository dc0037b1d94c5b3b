"""`sign_in` of a municipality's file: who somebody is with those who sign them in."""

import pytest

from laget.foundation import asking
from laget.foundation.models import Session
from laget.foundation.sessions import SessionStore
from laget.ops import CannotGoOn, municipality
from laget.people.models import Person
from laget.rules.national_number import is_national_number
from laget.sign_in.models import Tie
from laget.sign_in.people import person_of
from laget.sign_in.profiles import ways
from municipality_files import NOW, changed

# Of nobody: all are of those that the tax office makes for trying things out.
NUMBER, OTHER = "17912099997", "29822099635"
KARI, PER = 'username = "kari-lund"', 'username = "per-vik"'
MONA = '{ username = "mona-strand",'
SAID = {"ISSUER": "", "CLIENT_ID": "laget", "KEY_FILE": "", "KEY_ID": "", "SECRET_FILE": "", "LEVELS": ""}

pytestmark = [pytest.mark.usefixtures("committed_db", "owner"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def by_the_two_portals(settings):
    settings.SIGN_IN = {"idporten": SAID, "ansattporten": SAID}
    settings.SIGN_IN_HASH_KEY = "a key that only the tests know, and nobody else"


@pytest.fixture
def add(tmp_path):
    def changing(*changes):
        return municipality.add(changed(tmp_path, "fjordvik", *changes), now=NOW)

    return changing


def known(**said):
    """Changes to the file by which these people have these names with those who sign them in."""
    where = {"kari": KARI, "per": PER}
    lines = [(where[who], f'{where[who]}\nsign_in = "{name}"') for who, name in said.items() if who in where]
    return lines + [(MONA, f'{MONA} sign_in = "{name}",') for who, name in said.items() if who == "mona"]


def who(name, subject):
    asking.say(None, NOW)
    person = person_of(ways()[name], subject)
    return Person.objects.get(pk=person).username if person else None


def faults(add, *changes):
    with pytest.raises(CannotGoOn) as refused:
        add(*changes)
    return str(refused.value)


def test_staff_and_family_are_known_each_by_their_own(add):
    add(*known(kari=NUMBER, mona=NUMBER))
    assert who("ansattporten", NUMBER) == "kari-lund"
    assert who("idporten", NUMBER) == "mona-strand"
    assert who("idporten", OTHER) is None


def test_adding_again_changes_nothing_and_signs_nobody_out(add):
    add(*known(kari=NUMBER))
    before = list(Tie.objects.values_list("pk", flat=True))
    session_of("kari-lund")
    add(*known(kari=NUMBER))
    assert list(Tie.objects.values_list("pk", flat=True)) == before
    assert Session.objects.count() == 1


def session_of(username):
    session = SessionStore()
    session["person"] = str(Person.objects.get(username=username).pk)
    session.save()


def test_whose_name_is_another_or_gone_is_out_at_once(add):
    add(*known(kari=NUMBER, per=OTHER))
    session_of("kari-lund")
    session_of("per-vik")
    add(*known(per=OTHER))
    assert who("ansattporten", NUMBER) is None
    assert who("ansattporten", OTHER) == "per-vik"
    assert Session.objects.get().person_id == Person.objects.get(username="per-vik").pk


def test_two_that_were_mixed_up_are_put_right(add):
    add(*known(kari=OTHER, per=NUMBER))
    add(*known(kari=NUMBER, per=OTHER))
    assert who("ansattporten", NUMBER) == "kari-lund"
    assert who("ansattporten", OTHER) == "per-vik"


@pytest.mark.parametrize("wrong", ["17912099998", "1791209999", "179120 99997", "kari"])
def test_a_number_that_is_none_is_told_on_its_line_and_not_repeated(add, wrong):
    told = faults(add, *known(kari=wrong))
    assert "Ansattporten knows people by a national identity number: eleven digits. This is none." in told
    assert "line " in told
    assert wrong not in told
    assert not Tie.objects.exists()


def test_one_number_is_one_persons(add):
    told = faults(add, *known(kari=NUMBER, per=NUMBER))
    assert "Somebody else in this file has the same one." in told
    assert NUMBER not in told


def test_who_cares_for_several_children_has_one(add):
    again = '{ username = "heidi-tveiten", name = "Heidi Tveiten",'
    same = (again, f'{MONA} name = "Mona Strand", sign_in = "{NUMBER}",')
    add(*known(mona=NUMBER), same)
    assert who("idporten", NUMBER) == "mona-strand"
    told = faults(add, *known(mona=NUMBER), (again, same[1].replace(NUMBER, OTHER)))
    assert "“mona-strand” has another one further up in this file." in told


def test_it_may_not_be_anothers_who_is_not_in_the_file(add):
    add(*known(kari=NUMBER))
    Person.objects.filter(username="kari-lund").update(username="kari-lund-before")
    told = faults(add, *known(per=NUMBER))
    assert "An account that is not in this file has this one already." in told
    assert NUMBER not in told


def test_who_is_signed_in_by_nobody_is_told(add, settings):
    settings.SIGN_IN = {"idporten": SAID}
    assert "Nobody signs staff in here: say who does in LAGET_SIGN_IN." in faults(add, *known(kari=NUMBER))


def test_of_several_who_sign_staff_in_the_file_names_one(add, settings):
    settings.SIGN_IN = {"ansattporten": SAID, "feide": SAID}
    told = faults(add, *known(kari=NUMBER))
    assert "write “staff_sign_in” above all tables, ansattporten or feide." in told
    by_feide = ("format = 1", 'format = 1\nstaff_sign_in = "feide"')
    assert "Feide knows people by a Feide name" in faults(add, by_feide, *known(kari=NUMBER))
    add(by_feide, *known(kari="Kari.Lund@fjordvik.no"))
    assert who("feide", "kari.lund@fjordvik.no") == "kari-lund"
    assert "“feid” is not known here." in faults(add, ("format = 1", 'format = 1\nstaff_sign_in = "feid"'))


def test_without_a_key_nothing_is_kept(add, settings):
    settings.SIGN_IN_HASH_KEY = "short"
    assert "Set LAGET_SIGN_IN_HASH_KEY" in faults(add, *known(kari=NUMBER))


def test_the_demo_keeps_none_of_it(add, settings):
    settings.DEMO = True
    add(*known(kari="whatever"))
    assert not Tie.objects.exists()


@pytest.mark.parametrize("number", [NUMBER, OTHER, "57912075186", "01819012365"])
def test_a_national_number_is_known_by_its_control_digits(number):
    assert is_national_number(number)
    for place in range(11):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert not is_national_number(wrong)
