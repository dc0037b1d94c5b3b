"""What the shipped pathways ask for, on each of their steps, the page takes and the database keeps."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from access.raw import DENIED, Undone, attempt
from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.moves.queries import facts_of, progress_of
from laget.ops import scratch
from laget.pathway.published import pathway_of
from laget.pathway.publishing import publish
from laget.rules.answers import answers_to
from laget.rules.asked import asked_now
from laget.rules.vocabulary import FactKind
from world import STORY

FILES = sorted((Path(__file__).parents[2] / "pathways").glob("*.toml"))
FACT = (
    "insert into moves_recordedfact"
    " (id, case_id, fact, named, note, answer, happened_on, told_date, seat_id, at)"
    " values (%s, %s, %s, '', '', %s, %s, %s, %s, %s)"
)
OUTSIDE = ("tom", "nora", "siri", "lars", "ragnhild", "henrik", "ailin")


class Walk:
    """OLA's case on a shipped pathway, put on one place after another as the owner can."""

    def __init__(self, world, file):
        self.world, self.taken = world, set()
        with scratch.as_owner():
            publish(municipality=world.municipality, text=file.read_text(), now=world.now, using="default")
        life = world.a_life(days_ago=1)
        life.pathway, life.story = file.stem, replace(STORY, category="")
        life.worry(share=True)
        life.invite(world.services["health"])
        self.case, self.client = life.case, world.client_of(world.kari)
        self.pathway = pathway_of(life.case.version_id)

    def from_each_place(self):
        """Also of each category: more may be asked for then."""
        abouts = ["", *(category.id for category in self.pathway.categories)]
        for level, about in product(self.pathway.levels, abouts):
            self.from_here(level, "", about, last=-1)
        for level, last in product(self.pathway.levels, (0, -1)):
            for step in level.steps:
                self.from_here(level, step.id, "", last)

    def from_here(self, level, step, about, last):
        """Each time with the first of the answers to a question, or with the last."""
        at = self.world.now - timedelta(hours=1)
        try:
            with transaction.atomic():
                with scratch.as_owner():
                    Case.objects.filter(pk=self.case.pk).update(
                        level=level.id,
                        entered_step=step,
                        level_since=at,
                        round_since=at,
                        category=about,
                        sealed_at=at if level.protects else None,
                    )
                self.case.refresh_from_db()
                self.all_that_is_asked(last)
                raise Undone
        except Undone:
            pass

    def all_that_is_asked(self, last):
        done = set()
        while asked := [each for each in self.asked() if each.id not in done]:
            for fact in asked:
                answers = answers_to(fact)
                for answer in answers if last else ():
                    self.is_taken(fact, answer)
                self.keep(fact, answers[last])
                done.add(fact.id)

    def asked(self):
        with self.world.as_(self.world.kari):
            progress = progress_of(self.case, facts_of([self.case])[self.case.pk], self.world.now)
        now = asked_now(progress)
        sealed = self.case.sealed_at is not None
        return [
            fact
            for fact in self.pathway.facts
            if not now.isdisjoint(fact.names) and not (fact.guardians and sealed)
        ]

    def is_taken(self, fact, answer):
        try:
            with transaction.atomic():
                self.keep(fact, answer)
                raise Undone
        except Undone:
            pass
        if (fact.id, answer) not in self.taken:
            self.taken.add((fact.id, answer))
            self.no_outsider_records(fact, answer)

    def keep(self, fact, answer):
        said = {"answer": answer, "note": "Gjort.", "named_seat": self.world.per.seat.pk}
        said |= {"happened_on": self.world.today, "form_key": uuid4()}
        sent = self.client.post(reverse("fact", args=[self.case.pk, fact.id]), said)
        assert sent.status_code == 302, (self.case.level, self.case.entered_step, fact.id, answer)

    def no_outsider_records(self, fact, answer):
        day, now = self.world.today, self.world.now
        told = day if fact.kind is FactKind.DATE else None
        for name in OUTSIDE:
            who = getattr(self.world, name)
            with self.world.as_(who):
                said = (FACT, uuid7(), self.case.pk, fact.id, answer, day, told, who.seat.pk, now)
                assert attempt(said) == DENIED, (fact.id, name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whatever_a_step_asks_for_is_taken_of_the_team_and_of_nobody_else(world, file):
    walk = Walk(world, file)
    walk.from_each_place()
    assert walk.taken == {(fact.id, answer) for fact in walk.pathway.facts for answer in answers_to(fact)}
