"""The form for a worry: what must be answered, and who is told by which button."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Case, TeamMember
from laget.people.models import Child, Group, Unit

SAID = {"text": "Ola sitter alene.", "violence": "no", "adult_here": "no"}


def send(client, world, **said):
    return client.post(reverse("worry"), {"child": world.ola.pk, "form_key": uuid4(), **SAID, **said})


def team(world):
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        return set(TeamMember.objects.values_list("seat__person__name", flat=True))


@pytest.mark.parametrize("question", ["violence", "adult_here"])
def test_what_changes_everything_is_answered_and_nothing_is_answered_beforehand(world, kari, question):
    assert " checked" not in kari.get(reverse("worry")).text
    refused = send(kari, world, **{question: ""})
    assert refused.status_code == 422
    assert "Ola sitter alene." in refused.text
    assert f'href="#id_{question}"' in refused.text
    assert team(world) == set()


def test_one_button_tells_the_leader_and_the_other_nobody(world, kari):
    send(kari, world, share="")
    assert team(world) == {"Kari Lund"}
    send(kari, world, share="on", belongs="new")
    assert team(world) == {"Kari Lund", "Per Vik"}


def test_whose_name_is_needed_when_it_is_an_adult_here(world, kari):
    refused = send(kari, world, adult_here="yes")
    assert refused.status_code == 422
    assert "Choose who it is about, so that this person does not see it." in refused.text


def test_kari_who_has_said_that_an_adult_here_is_the_concern_reads_what_happens_now(world, kari, as_owner):
    """TOM teaches here: PER has it. Where it is PER himself, RAGNHILD above has it, and MARTE is out too."""
    with as_owner():
        Unit.objects.filter(pk=world.per.seat.unit_id).update(phone="00 12 34 60")
    for adult, told, out in (("tom", "Per Vik, Rektor", "Tom Berg"), ("per", "Ragnhild", "Marte Solheim")):
        said = send(kari, world, adult_here="yes", adult=getattr(world, adult).person.pk, share="")
        assert said.headers["Location"].endswith("/adult")
        page = kari.get(said.headers["Location"]).text
        happens = page.split("What happens now")[1]
        assert f"{told}" in happens and "has been told and takes it from here." in happens
        assert out in page and "does not see the case" in happens and out not in happens
        assert "Only the team sees the case: Kari Lund, " in happens
        assert "Nobody may punish you for it" in happens
        assert ("00 12 34 60" in happens) is (adult == "tom") and "112" in happens


def test_violence_by_an_adult_here_stops_her_first_and_leads_on_to_what_happens_now(world, kari):
    said = send(kari, world, adult_here="yes", adult=world.tom.person.pk, violence="maybe", share="")
    assert said.headers["Location"].endswith("/stop")
    page = kari.get(said.headers["Location"]).text
    assert said.headers["Location"].replace("/stop", "/adult") in page


def test_a_name_that_was_chosen_before_the_answer_became_no_is_forgotten(world, kari):
    assert send(kari, world, adult=world.per.person.pk, share="on").status_code == 302
    assert team(world) == {"Kari Lund", "Per Vik"}
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        assert not Case.objects.get().adult_here


def test_many_children_are_found_in_a_list_by_their_groups(world, kari, monkeypatch):
    monkeypatch.setattr("laget.staff.forms.worry.AT_A_GLANCE", 0)
    shown = kari.get(reverse("worry")).text
    assert f'<optgroup label="{world.ola.group.name}">' in shown
    assert send(kari, world).status_code == 302


def test_who_has_no_children_reads_whom_to_tell(world):
    shown = world.client_of(world.siri).get(reverse("worry")).text
    assert "there is no child to choose here" in shown.lower()
    assert "<textarea" not in shown
    assert 'href="tel:112"' in shown


def test_a_child_of_another_group_at_the_school_is_found_beside_ones_own(world, kari):
    eva = world.children["eva"]
    asked = kari.get(reverse("worry")).text
    assert (
        asked.index("Ola Strand") < asked.index("Is the child in another group?") < asked.index("Eva Myhre")
    )
    both = send(kari, world, other=eva.pk)
    assert both.status_code == 422 and "Choose one child." in both.text
    case = send(kari, world, child="", other=eva.pk)
    assert case.status_code == 302
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        assert Case.objects.get().child_id == eva.pk
    nobody = send(kari, world, child="")
    assert nobody.status_code == 422 and 'href="#id_child"' in nobody.text


def test_a_child_of_another_school_is_nowhere_in_the_form(world, kari, as_owner):
    with as_owner():
        group = Group.objects.get(unit=world.units["sundskolen"])
        Child.objects.create(
            municipality=world.municipality,
            group=group,
            given_name="Emil",
            family_name="Vold",
            born_on="2018-05-02",
        )
    shown = kari.get(reverse("worry")).text
    assert "Ola" in shown and "Emil" not in shown
