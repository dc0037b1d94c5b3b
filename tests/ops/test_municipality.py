"""Adding a municipality: once, again, and beside its neighbours."""

from datetime import timedelta

import pytest
from django.db.models import F

from laget.ops import CannotGoOn, municipality
from laget.pathway.models import PathwayVersion
from laget.people.models import Child, Group, Guardianship, Municipality, Person, Seat, Service, Unit
from municipality_files import FILES, NOW, add, changed

NEIGHBOURS = {"lauvdal", "heimfjell", "steinvoll", "granhei", "ytterholm"}
TABLES = (Municipality, Service, Unit, Group, Person, Seat, Child, Guardianship, PathwayVersion)

pytestmark = [pytest.mark.usefixtures("committed_db", "owner"), pytest.mark.django_db]


def counted():
    return {table.__name__: table.objects.count() for table in TABLES}


def test_a_municipality_stands_with_its_people_and_its_pathway():
    fjordvik = add("fjordvik")
    assert (fjordvik.country, fjordvik.theme, fjordvik.languages[0]) == ("no", "fjord", "nb")
    kari = Seat.objects.get(person__username="kari-lund")
    assert (kari.unit.name, kari.role, kari.title) == ("Fjellskulen", "worker", "Kontaktlærer")
    assert [group.name for group in kari.groups.all()] == ["4B"]
    assert kari.unit.above.code == "oppvekst-fjordvik"
    assert PathwayVersion.objects.get(municipality=fjordvik).name == "nivaa-0-3"


def test_adding_again_changes_nothing():
    for name in ("fjordvik", "lauvdal"):
        add(name)
    before = counted()
    for name in ("fjordvik", "lauvdal"):
        add(name, now=NOW + timedelta(days=1))
    assert counted() == before


def test_adding_again_brings_names_up_to_date_and_adds_what_is_new(tmp_path):
    add("fjordvik")
    path = changed(
        tmp_path,
        "fjordvik",
        ('name = "Kari Lund"', 'name = "Kari Lund Berge"'),
        ('name = "Fjellskulen"', 'name = "Fjellskulen 1–10"'),
        ('title = "Inspektør" }', 'title = "Avdelingsleder" }'),
        ('groups = ["Bølgen", "Skummet"]', 'groups = ["Bølgen", "Skummet", "Tangen"]'),
    )
    municipality.add(path, now=NOW)
    assert Person.objects.get(username="kari-lund").name == "Kari Lund Berge"
    assert Unit.objects.get(code="fjellskulen").name == "Fjellskulen 1–10"
    assert Seat.objects.filter(title="Inspektør").count() == 0
    assert Group.objects.filter(name="Tangen").exists()


def groups_of(username):
    named = Seat.groups.through.objects.filter(seat__person__username=username)
    return set(named.values_list("group__unit__code", "group__name"))


def test_a_seat_works_with_just_the_groups_it_names(tmp_path):
    add("klitby")
    own, nurse = groups_of("anne-bruun"), groups_of("signe-thorup")
    assert own == {("marehalmskolen", "3B")}
    assert {code for code, _ in nurse} == {"marehalmskolen", "sandormen"}
    assert len(nurse) == 7
    path = changed(tmp_path, "klitby", ('"marehalmskolen", "sandormen"', '"sandormen/Krebsen"'))
    municipality.add(path, now=NOW)
    assert groups_of("signe-thorup") == {("sandormen", "Krebsen")}


def test_of_those_who_work_at_no_school_only_the_demos_health_nurses_name_groups():
    for name in ("fjordvik", *sorted(NEIGHBOURS), "klitby"):
        add(name)
    elsewhere = Seat.groups.through.objects.exclude(group__unit=F("seat__unit"))
    assert set(elsewhere.values_list("seat__unit__service__code", flat=True)) == {"health"}
    nurses = Seat.objects.filter(unit__service__code="health")
    assert nurses.count() == nurses.filter(groups__isnull=False).distinct().count()


def test_what_is_gone_from_the_file_stays(tmp_path):
    add("klitby")
    text = (FILES / "klitby.toml").read_text()
    path = tmp_path / "klitby.toml"
    path.write_text(text[: text.index("[[child]]")])
    municipality.add(path, now=NOW)
    assert Child.objects.filter(given_name="Freja").exists()


def test_the_language_is_the_persons_own_choice(tmp_path):
    add("klitby")
    Person.objects.filter(username="anne-bruun").update(language="en")
    add("klitby")
    assert Person.objects.get(username="anne-bruun").language == "en"


def test_a_seat_that_has_ended_stays_ended():
    add("klitby")
    Seat.objects.filter(person__username="anne-bruun").update(to_at=NOW + timedelta(days=1))
    add("klitby", now=NOW + timedelta(days=2))
    assert Seat.objects.get(person__username="anne-bruun").to_at == NOW + timedelta(days=1)


def test_somebody_who_comes_back_gets_a_new_seat(tmp_path):
    add("klitby")
    Seat.objects.filter(person__username="anne-bruun").update(to_at=NOW + timedelta(days=1))
    back = changed(
        tmp_path,
        "klitby",
        ('title = "Klasselærer", groups = ["3B"]', 'title = "Klasselærer", from = 2027-08-01'),
    )
    municipality.add(back, now=NOW + timedelta(days=2))
    assert [
        seat.to_at is None for seat in Seat.objects.filter(person__username="anne-bruun").order_by("from_at")
    ] == [
        False,
        True,
    ]


def test_the_shared_services_are_the_same_for_all_six():
    for name in ("fjordvik", *sorted(NEIGHBOURS), "klitby"):
        add(name)
    for code in ("ppt", "child_welfare", "nav"):
        shared = Service.objects.get(code=code, serves__code="fjordvik")
        assert {each.code for each in shared.serves.all()} == {"fjordvik", *NEIGHBOURS}
    assert Service.objects.get(code="ppt", serves__code="klitby").name == "PPR"


def test_a_neighbour_comes_after_the_one_it_shares_with():
    with pytest.raises(CannotGoOn, match="There is no municipality “fjordvik” yet: add its file first"):
        add("lauvdal")


def test_nobody_takes_a_service_that_does_not_serve_them(tmp_path):
    host = changed(tmp_path, "fjordvik", ('"lauvdal", ', ""))
    municipality.add(host, now=NOW)
    with pytest.raises(CannotGoOn, match="Fjordvik’s file does not say that “ppt” serves “lauvdal”"):
        add("lauvdal")
    assert not Municipality.objects.filter(code="lauvdal").exists()


def test_nobody_takes_anothers_unit_or_account(tmp_path):
    add("klitby")
    path = changed(
        tmp_path,
        "klitby",
        ('code = "klitby"', 'code = "sandby"'),
        ('code = "marehalmskolen"', 'code = "klitskolen"'),
        ('"marehalmskolen"', '"klitskolen"'),
    )
    with pytest.raises(CannotGoOn) as refused:
        municipality.add(path, now=NOW)
    assert "Klitby has a unit “sandormen”: choose another code" in str(refused.value)
    assert "“anne-bruun” is the account of somebody else" in str(refused.value)


def test_a_member_of_staff_and_a_guardian_never_share_an_account(tmp_path):
    add("klitby")
    path = changed(
        tmp_path,
        "klitby",
        ('username = "anne-bruun"', 'username = "lone-toftegaard"'),
        ('username = "lone-toftegaard", name = "Lone', 'username = "lone-t", name = "Lone'),
    )
    with pytest.raises(CannotGoOn, match="“lone-toftegaard” is the account of somebody else"):
        municipality.add(path, now=NOW)


def test_a_file_that_is_not_there_is_said_in_one_sentence():
    with pytest.raises(CannotGoOn, match="cannot be read: No such file"):
        municipality.add("no-such.toml", now=NOW)


def test_a_file_whose_letters_are_put_together_otherwise_names_the_same_children(tmp_path):
    """Saved anew on another machine, å is an a and a ring."""
    add("fjordvik")
    before = counted()
    names = set(Child.objects.values_list("given_name", "family_name"))
    municipality.add(changed(tmp_path, "fjordvik", ("å", "a\N{COMBINING RING ABOVE}")), now=NOW)
    assert counted() == before
    assert set(Child.objects.values_list("given_name", "family_name")) == names


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "', 'name = "' + 90 * "x"),
        ('title = "', 'title = "' + 61 * "x"),
        ('given_name = "', 'given_name = "' + 81 * "y"),
    ],
)
def test_a_text_that_is_too_long_is_told_with_its_line(tmp_path, old, new):
    text = (FILES / "fjordvik.toml").read_text()
    path = tmp_path / "fjordvik.toml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CannotGoOn, match=r"line \d+, column \d+: This text is too long"):
        municipality.add(path, now=NOW)


def test_a_file_of_nothing_but_brackets_is_told(tmp_path):
    path = tmp_path / "deep.toml"
    path.write_text("format = " + 5000 * "[")
    with pytest.raises(CannotGoOn):
        municipality.add(path, now=NOW)
