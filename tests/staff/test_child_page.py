"""The child's page: what the team sees, in the order it matters, and what others do not."""

import re

import pytest
from django.urls import reverse

from laget.moves import services as moves
from own_pathways import published

PAGE = "/cases/{}"


def page_of(world, who, case):
    return world.client_of(who).get(PAGE.format(case.pk))


@pytest.mark.parametrize("level", ["0", "1", "2", "3"])
def test_kari_sees_where_ola_is_and_what_comes_next(world, level):
    answer = page_of(world, world.kari, world.a_case(at_level=level))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Ola Strand" in text
    assert 'class="next' in text


def test_the_childs_words_stand_before_the_measures(world):
    text = page_of(world, world.kari, world.a_case(at_level="1", ready=True)).content.decode()
    assert text.index("Jeg vil ha noen å leke med.") < text.index("Lekegruppe i storefri")


def test_a_reason_for_not_asking_the_child_stands_on_the_timeline(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    form = client.get(PAGE.format(case.pk) + "/voice").content.decode()
    key = form.split('name="form_key" value="')[1].split('"')[0]
    client.post(
        PAGE.format(case.pk) + "/voice",
        {"form_key": key, "because": "Ola is ill this week."},
    )
    assert "Ola is ill this week." in page_of(world, world.kari, case).content.decode()


def test_nobody_outside_the_team_learns_that_there_is_a_case(world):
    case = world.a_case(at_level="1")
    for who in (world.tom, world.liv, world.nora, world.mona, world.henrik):
        assert page_of(world, who, case).status_code == 404


def test_a_sealed_page_names_no_guardian(world):
    text = page_of(world, world.kari, world.a_case(sealed=True)).content.decode()
    assert "Ola Strand" in text
    assert "Mona" not in text
    assert "Frank" not in text


def test_the_same_form_with_other_words_is_kept_and_asked_about(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    key = "01a20150-e638-7d70-a266-9c79a3f6a184"
    sent = {"form_key": key, "text": "He laughed today.", "audience": "team"}
    assert client.post(PAGE.format(case.pk) + "/note", sent).status_code == 302
    assert client.post(PAGE.format(case.pk) + "/note", sent).status_code == 302
    changed = client.post(PAGE.format(case.pk) + "/note", sent | {"text": "He laughed a lot today."})
    assert changed.status_code == 409
    assert "He laughed a lot today." in changed.content.decode()
    text = page_of(world, world.kari, case).content.decode()
    assert text.count("He laughed today.") == 1
    assert "a lot" not in text


def test_a_sealed_page_says_whom_to_call_and_sends_nobody_to_question_the_child(world):
    shown = world.client_of(world.kari).get(reverse("case", args=[world.a_case(sealed=True).pk])).text
    assert 'href="tel:112"' in shown
    assert "Hear the child" not in shown


def test_the_leader_of_a_sealed_case_is_not_sent_to_the_guardians(world):
    case = world.a_case(sealed=True)
    shown = world.client_of(world.kari).get(reverse("tell_leader", args=[case.pk])).text
    assert "speaks with the child and the guardians" not in shown


def test_two_cases_of_a_child_know_of_each_other_and_a_colleague_in_one_does_not(world):
    one, other = world.a_case(at_level="1"), world.a_case()
    told = "There is another case about this child"
    kari, amir = world.client_of(world.kari), world.client_of(world.amir)
    assert told in kari.get(reverse("case", args=[one.pk])).text
    assert told in kari.get(reverse("case", args=[other.pk])).text
    assert told not in amir.get(reverse("case", args=[one.pk])).text


def test_the_road_of_an_ended_case_lies_behind_as_far_as_it_went(world):
    shown = world.client_of(world.kari).get(
        reverse("case", args=[world.a_case(at_level="2", closed=True).pk])
    )
    assert "road-list" in shown.text
    assert 'id="ways"' not in shown.text
    assert "road-child" not in shown.text


def test_what_was_not_done_before_it_ended_is_not_said_to_be(world):
    life = world.a_life()
    life.worry(share=False)
    with life.act("register_in_error") as who:
        moves.register_in_error(case=life.case, reason="Feil barn", **who)
    shown = page_of(world, world.kari, life.case).text
    here = shown.split("road-list")[1].split("<b>")[1]
    said = re.findall(r'"quiet">([^<]*)<', here)
    assert said[0].startswith("Registered in error") and said[1:] == ["done", *["passed by"] * 3]
    assert reverse("voice", args=[life.case.pk]) not in shown


def test_a_case_that_was_a_mistake_does_not_follow_the_child(world):
    life, other = world.a_life(), world.a_life()
    for each in (life, other):
        each.worry(share=True)
    assert "There is another case about this child" in page_of(world, world.kari, other.case).text
    with life.act("register_in_error") as who:
        moves.register_in_error(case=life.case, reason="Feil barn", **who)
    assert "There is another case about this child" not in page_of(world, world.kari, other.case).text


def test_the_childs_other_cases_stand_in_one_place(world):
    cases = [world.a_case() for _ in range(3)]
    shown = page_of(world, world.kari, cases[0]).text
    assert shown.count("There is another case about this child") == 1
    assert all(PAGE.format(other.pk) + '"' in shown for other in cases[1:])


def test_the_page_that_says_it_is_sealed_is_for_a_sealed_case_alone(world):
    kari = world.client_of(world.kari)
    sealed, open_ = world.a_case(sealed=True), world.a_case()
    assert kari.get(reverse("stop", args=[sealed.pk])).status_code == 200
    assert kari.get(reverse("stop", args=[open_.pk])).status_code == 404


def test_who_alone_sees_it_is_said_before_all_else(world):
    kept, shared = world.a_case(shared=False), world.a_case()
    said = "Nobody else sees the case until you share it."
    assert said in page_of(world, world.kari, kept).text.split("road-figure")[0]
    assert said not in page_of(world, world.kari, shared).text


def test_where_it_ended_after_a_way_down_the_road_knows_how_far_it_went(world):
    life = world.a_life(days_ago=60)
    life.worry(share=True)
    for upward in (world.up_to_1, world.up_to_2):
        upward(life)
    life.go("another_reason", "closed", "Familien flytter.")
    road = page_of(world, world.kari, life.case).text.split("road-list")[1].split("</figure>")[0]
    said = [re.search(r'"quiet">([^<]*)<', level)[1] for level in road.split("<b>")[1:]]
    assert said[:2] == ["done", "done"] and said[2].startswith("Closed") and said[3] == "later"


def test_after_a_way_down_what_is_further_on_is_ahead_again(world):
    life = world.a_life(days_ago=60)
    life.worry(share=True)
    for upward in (world.up_to_1, world.up_to_2, world.up_to_3):
        upward(life)
    world.make_ready(life, "3")
    life.record("team_decided", note="Nivå 1 holder nå.")
    life.go("onward", "level 1")
    road = page_of(world, world.kari, life.case).text.split("road-list")[1].split("</figure>")[0]
    said = [re.search(r'"quiet">([^<]*)<', level)[1] for level in road.split("<b>")[1:]]
    assert said == ["done", "now", "later", "later"]


def test_the_next_step_says_what_it_is_once(world):
    text = page_of(world, world.kari, world.a_case(at_level="1", ready=True)).content.decode()
    card = text.split('class="next-step"')[1].split("</section>")[0]
    assert card.count("Decide the way on") == 1
    assert "·" not in card


def test_a_meeting_on_the_timeline_is_called_what_it_is(world):
    text = page_of(world, world.kari, world.a_case(at_level="1")).content.decode()
    assert "Den nødvendige samtalen" in text.split('id="timeline"')[1]
    assert "Meeting: " not in text


def test_where_the_child_has_a_sealed_case_nobody_is_pressed_to_meet_the_parents(world):
    case = world.a_case(days_ago=40)
    pressed, page = 'class="next-step"', reverse("case", args=[case.pk])
    plan = f"{reverse('meetings', args=[case.pk])}?template=conversation"
    ticked = rf'name="guardians" value="{world.mona.person.pk}"[^>]* checked'
    kari = world.client_of(world.kari)
    before, form = kari.get(page).text, kari.get(plan).text
    assert "Do it now" in before and pressed in before and re.search(ticked, form)
    life = world.a_life()
    life.worry(violence=True)
    warned, form = kari.get(page).text, kari.get(plan).text
    assert warned.index("this child has a sealed case") < warned.index("The road as a list")
    assert "Wait. Read first what stands at the top." in warned and "Do it now" not in warned
    assert warned.index("See the steps all the same") < warned.index("<h3>Ways on</h3>")
    assert "this child has a sealed case" in form and not re.search(ticked, form)
    assert "this child has a sealed case" not in world.client_of(world.per).get(plan).text


def test_where_we_are_and_what_is_next_stand_before_the_road(world):
    page = world.client_of(world.kari).get(reverse("case", args=[world.a_case(at_level="1").pk])).text
    assert page.index('class="level-tag"') < page.index('id="next-step"') < page.index('class="road-figure"')


ABSENT = 'id = "necessary_talk"\n'


def test_a_tool_without_an_address_looks_like_none_and_it_says_where_to_ask(world):
    tools = page_of(world, world.kari, world.a_case()).text.split("Tools for this step")[1].split("<h3")[0]
    assert "Den nødvendige samtalen" in tools and "<a " not in tools
    assert "Without a link it is on paper, or where your workplace keeps it." in tools


def test_a_tool_with_an_address_is_a_link_and_says_where_it_leads_and_that_nobody_checked_it(world):
    published(world, (ABSENT, ABSENT + 'url = "https://forebygging.example/uro"\n'))
    tools = page_of(world, world.kari, world.a_case()).text.split("Tools for this step")[1].split("<h3")[0]
    assert 'href="https://forebygging.example/uro">Den nødvendige samtalen</a>' in tools
    assert "(forebygging.example)" in tools and "Nobody has checked this link yet." in tools
