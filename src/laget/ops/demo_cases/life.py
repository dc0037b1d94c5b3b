"""One case's life, act by act: a service called by somebody at a moment, so that all rules hold for it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from laget.cases import services as cases
from laget.cases.models import Audience, Basis, Case
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.foundation import asking
from laget.foundation.asking import Asker
from laget.foundation.clock import local_day
from laget.handovers import services as handovers
from laget.meetings import services as meetings
from laget.meetings import voices
from laget.meetings.models import Attendee, Meeting, Presence
from laget.moves import services as moves
from laget.ops.demo_cases.effects import review
from laget.ops.demo_cases.story import Story
from laget.ops.demo_cases.trace import opens
from laget.people import services as people
from laget.people.models import Child, Person, Seat, Service
from laget.people.queries import who_must_answer
from laget.plans import services as plans
from laget.plans.models import Goal, Measure
from laget.plans.queries import evaluations_of, live_measures
from laget.rules.access import Action
from laget.rules.subjects import HERSELF, Record, Subject

A_MOMENT = timedelta(minutes=10)


@dataclass
class Life:
    """`at` is the moment of the latest act; `by` acts, unless an act says otherwise.

    `pathway` is the one it is told on, where that is not the municipality's first.
    """

    child: Child
    story: Story
    by: Seat
    at: datetime
    case: Case = field(init=False)
    subject: str = field(default=Subject.CHILD, kw_only=True)
    pathway: str = field(default="", kw_only=True)

    @contextmanager
    def act(self, action: Action, by: Seat | None = None) -> Iterator[dict[str, Any]]:
        """Gives what every service wants to know: who acts, and when."""
        self.at += A_MOMENT
        seat = by or self.by
        with transaction.atomic():
            asking.say(Asker(seat.person_id, seat.pk), self.at)
            if hasattr(self, "case"):
                self.comes_in(seat, action)
            yield {"seat": seat, "now": self.at}

    def comes_in(self, seat: Seat, action: Action) -> None:
        """For those who keep a trace of it."""

    @property
    def today(self) -> date:
        return local_day(self.at)

    def worry(
        self,
        *,
        violence: bool = False,
        about: Person | None = None,
        share: bool = False,
        wonder_on: date | None = None,
    ) -> None:
        with self.act(Action.SEE_CASE) as who:
            self.child = self._on_record(who["seat"])
            self.case = moves.open_case(
                child=self.child,
                subject=self.subject,
                text=self.story.worry,
                category=self.story.category,
                pathway=self.pathway,
                violence=violence,
                adult_here=about is not None,
                adult=about,
                share=share,
                wonder_on=wonder_on or self.today,
                **who,
            )
            self.comes_in(who["seat"], Action.SEE_CASE)
            told = list(self._team().exclude(seat=who["seat"]))
        for member in told:
            opens(self.case, member.seat, self.at)

    def _on_record(self, seat: Seat) -> Child:
        """A woman and a group are on record from their first case on."""
        if self.child.kind == Record.PREGNANT:
            who = {name: getattr(self.child, name) for name in ("given_name", "family_name", "born_on")}
            return people.a_pregnant_woman(**who, seat=seat)
        if self.child.kind == Record.GROUP and self.child.group:
            return people.a_group(self.child.group)
        return self.child

    def tell_leader(self, *, has_time: bool = True) -> None:
        with self.act(Action.TELL_LEADER) as who:
            told = cases.tell_leader(case=self.case, now=who["now"])
        if told and has_time:
            opens(self.case, told, self.at)

    def record(self, fact: str, note: str = "", named: str = "", named_seat: Seat | None = None) -> None:
        with self.act(Action.RECORD_FACT) as who:
            said: dict[str, Any] = {
                "named": named,
                "named_seat": named_seat,
                "note": note,
                "happened_on": self.today,
            }
            moves.record_fact(case=self.case, fact=fact, **said, **who)

    def note(self, text: str, audience: str = Audience.TEAM, by: Seat | None = None) -> None:
        with self.act(Action.WRITE_ENTRY, by) as who:
            cases.write_entry(case=self.case, text=text, audience=Audience(audience), **who)

    def hear(self, words: str, told_to: str = "", by: Seat | None = None) -> None:
        with self.act(Action.HEAR_CHILD, by) as who:
            told_to = told_to or who["seat"].person.name
            voices.hear_child(
                case=self.case, words=words, told_to=told_to, how="talk", said_on=self.today, **who
            )

    def not_heard(self, because: str) -> None:
        with self.act(Action.HEAR_CHILD) as who:
            voices.not_asked(case=self.case, because=because, **who)

    def plan_meeting(self, template: str, starts_at: datetime, *, others: Collection[str] = ()) -> Meeting:
        """Asks the team and both parents."""
        with self.act(Action.PLAN_MEETING) as who:
            return meetings.plan_meeting(
                case=self.case,
                template=template,
                starts_at=starts_at,
                place=self.story.place,
                child_part="part" if self.story.child_comes else "no",
                seats=[member.seat for member in self._team()],
                guardians=self._answering(),
                others=others,
                **who,
            )

    def hold(self, meeting: Meeting, minutes: str, *, absent: Collection[str] = ()) -> None:
        with self.act(Action.WRITE_MINUTES) as who:
            asked = Attendee.objects.filter(meeting=meeting)
            presence = {
                each.pk: Presence.ABSENT if each.name in absent else Presence.PRESENT for each in asked
            }
            meetings.hold(
                case=self.case, meeting=meeting, held_on=self.today, presence=presence, now=who["now"]
            )
            meetings.write_minutes(case=self.case, meeting=meeting, minutes=minutes, version=0, **who)

    def call_off(self, meeting: Meeting, reason: str) -> None:
        with self.act(Action.PLAN_MEETING) as who:
            meetings.cancel(case=self.case, meeting=meeting, reason=reason, **who)

    def write_plan(self, evaluate_on: date) -> None:
        """Words, goals and measures as the story has them."""
        with self.act(Action.EDIT_PLAN) as who:
            plans.change_words(case=self.case, words=self.story.plan, seen=0, **who)
            goals = [
                plans.add_goal(case=self.case, text=text, sign=sign, **who) for text, sign in self.story.goals
            ]
            last = len(goals) - 1
            made = [
                self._add(measure, goals[min(number, last)], evaluate_on, who)
                for number, measure in enumerate(self.story.measures)
            ]
            plans.begin_measure(measure=made[0], **who)

    def begin_measures(self) -> None:
        """Those that have not begun yet."""
        with self.act(Action.EDIT_PLAN) as who:
            for measure in Measure.objects.filter(case=self.case, started_at=None, ended_at=None):
                plans.begin_measure(measure=measure, **who)

    def add_measure(self, words: dict[str, str], evaluate_on: date) -> None:
        with self.act(Action.EDIT_PLAN) as who:
            self._add(words, None, evaluate_on, who)

    def _add(
        self, words: dict[str, str], goal: Goal | None, evaluate_on: date, who: dict[str, Any]
    ) -> Measure:
        mine = words["responsible"] == "staff"
        return plans.add_measure(
            case=self.case,
            goal=goal,
            text=words["text"],
            arena=words["arena"],
            responsible=words["responsible"],
            responsible_seat=who["seat"] if mine else None,
            responsible_name=who["seat"].person.name if mine else words["name"],
            by_on=self.today + timedelta(days=7),
            evaluate_on=evaluate_on,
            **who,
        )

    def evaluate(self, how: str, next_on: date | None = None) -> None:
        """`how` names one of the story's evaluations: it worked, it helped some, or it did not help."""
        with self.act(Action.EVALUATE) as who:
            live = enumerate(live_measures(self.case))
            reviews = [review(measure, number, how, next_on) for number, measure in live]
            said = self.story.evaluations[how] | who
            plans.evaluate(case=self.case, reviews=reviews, seen=self._last_evaluated(), **said)

    def _last_evaluated(self) -> UUID | None:
        return evaluations_of(self.case).values_list("pk", flat=True).first()

    def invite(self, service: Service) -> None:
        with self.act(Action.INVITE_SERVICE) as who:
            asks = self.story.asks.get(service.code, "")
            consents.invite(case=self.case, service=service, asks=asks, **who)

    def answer(self, guardian: Person, service: Service, answer: str, until: date | None = None) -> None:
        with self.act(Action.RECORD_CONSENT) as who:
            consents.record_answer(
                case=self.case,
                guardian=guardian,
                service=service,
                answer=Answer(answer),
                until_on=until,
                **who,
            )

    def guardians(self) -> list[Person]:
        """Those who must answer, as the one who acts knows them."""
        with self.act(Action.SEE_CASE):
            return [must.guardian for must in who_must_answer(self.case.pk)]

    def _answering(self) -> list[Person]:
        """But for her whom the case is about: she is asked as herself."""
        return [must.guardian for must in who_must_answer(self.case.pk) if must.kind != HERSELF]

    def let_in(self, seat: Seat) -> None:
        """On the guardians' consent."""
        with self.act(Action.INVITE_SERVICE) as who:
            consents.let_in(case=self.case, to_seat=seat, now=who["now"])

    def join(self, seat: Seat, basis: Basis = Basis.OWN_SERVICE) -> None:
        with self.act(Action.INVITE_SERVICE) as who:
            cases.join(case=self.case, seat=seat, basis=basis, now=who["now"])

    def leave(self, seat: Seat) -> None:
        with self.act(Action.INVITE_SERVICE) as who:
            cases.leave(case=self.case, seat=seat, now=who["now"])

    def take_baton(self) -> None:
        with self.act(Action.NAME_HOLDER) as who:
            handovers.take(case=self.case, **who)

    def name_holder(self, seat: Seat, by: Seat) -> None:
        """From here on the holder acts."""
        with self.act(Action.NAME_HOLDER, by) as who:
            handovers.name_holder(case=self.case, to_seat=seat, **who)
        self.by = seat

    def offer(self, seat: Seat, must_know: str) -> None:
        with self.act(Action.OFFER_BATON) as who:
            handovers.offer(case=self.case, to_seat=seat, must_know=must_know, family_told=True, **who)

    def accept(self, seat: Seat) -> None:
        with self.act(Action.ANSWER_BATON, seat) as who:
            handovers.accept(case=self.case, **who)
        self.by = seat

    def decline(self, seat: Seat, reason: str) -> None:
        with self.act(Action.ANSWER_BATON, seat) as who:
            handovers.decline(case=self.case, reason=reason, **who)

    def go(self, exit_id: str, target: str, reason: str = "") -> None:
        with self.act(Action.TAKE_EXIT) as who:
            moves.take_exit(case=self.case, exit_id=exit_id, target=target, reason=reason, **who)

    def seal(self, reason: str) -> None:
        with self.act(Action.SEAL) as who:
            moves.seal(case=self.case, reason=reason, **who)

    def reopen(self, reason: str) -> None:
        with self.act(Action.REOPEN) as who:
            moves.reopen(case=self.case, reason=reason, **who)

    def register_in_error(self, reason: str) -> None:
        with self.act(Action.REGISTER_IN_ERROR) as who:
            moves.register_in_error(case=self.case, reason=reason, **who)

    def _team(self) -> Any:
        return self.case.team.filter(to_at=None).select_related("seat__person")
