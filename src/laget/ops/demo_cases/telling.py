"""The pieces that invented lives are put together from: a worry told, a plan made and looked at again."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from laget.cases.models import Audience
from laget.foundation.clock import local_day
from laget.meetings.models import Meeting
from laget.ops.demo_cases.cast import Cast, Days, quarter
from laget.ops.demo_cases.life import Life
from laget.ops.demo_cases.trace import comes_in
from laget.people.models import Person, Seat
from laget.people.queries import leader_to_tell
from laget.rules.access import Action

NOON = timedelta(hours=4)
SIX_WEEKS = timedelta(days=42)
A_YEAR = timedelta(days=365)


@dataclass
class Telling(Life):
    """A life told in working days. `left` is how many of them there are until today."""

    cast: Cast = field(kw_only=True)
    days: Days = field(kw_only=True)
    left: int = field(kw_only=True)
    heard: int = field(default=0, kw_only=True)
    noted: int = field(default=0, kw_only=True)

    def comes_in(self, seat: Seat, action: Action) -> None:
        """Leaves the trace that the pages would have left."""
        for wrote in (False, True):
            comes_in(self.case, seat, action, self.at, wrote=wrote)

    def later(self, days: int) -> None:
        """On to another day. Raises ValueError for a story that takes longer than it has."""
        self.left -= days
        if self.left < 0:
            raise ValueError(f"The story of {self.child.name} begins {-self.left} days too late.")
        self.at = max(self.at, self.days.ago(self.left) + quarter((self.child.name, self.left)))

    def until(self, left: int) -> None:
        """On to so many working days before today; nothing when it is later already."""
        self.later(max(self.left - left, 0))

    def day_in(self, days: int) -> datetime:
        """Some time of the day so many working days from where the story is, behind us or ahead."""
        left = self.left - days
        if left < 0:
            return self.days.ahead(-left, hour=13)
        return self.days.ago(left) + NOON + quarter((self.child.family_name, left))

    def seat(self, username: str) -> Seat:
        return self.cast.seats[username]

    def leader(self) -> Seat:
        """The one who leads where the child goes."""
        unit = self.child.group.unit_id if self.child.group else self.by.unit_id
        found = leader_to_tell(unit_id=unit, excluded=(), now=self.at)
        return self.seat(found.person.username) if found else self.by

    def child_says(self) -> None:
        """The story's next words of the child; the last of them again when there are no more."""
        self.hear(self.story.voices[min(self.heard, len(self.story.voices) - 1)])
        self.heard += 1

    def fact(self, fact: str) -> None:
        """In the story's words; where somebody is to be named, whoever acts."""
        somebody = self.by if fact.endswith("_named") else None
        named = somebody.person.name if somebody else ""
        self.record(fact, note=self.story.facts.get(fact, ""), named=named, named_seat=somebody)

    def writes(self) -> None:
        """The next of the story's notes."""
        self.note(self.story.notes[self.noted % len(self.story.notes)])
        self.noted += 1

    def tells_leader(self, *, has_time: bool = True) -> None:
        self.later(1)
        self.tell_leader(has_time=has_time)

    def meets(self, template: str, minutes: str = "", days: int = 3) -> None:
        """Planned, and held some days after."""
        self.holds(self.plan_meeting(template, self.day_in(days)), days, minutes or template)

    def holds(self, meeting: Meeting, days: int, minutes: str) -> None:
        self.later(days)
        self.at = max(self.at, meeting.starts_at)
        self.hold(meeting, self.story.minutes[minutes])

    def talks(self, minutes: str = "conversation") -> None:
        """Who talks with the family, the child's words, the talk. A kindergarten looks into it first."""
        self.later(1)
        if self.story.category == "kindergarten_environment":
            self.fact("investigated")
        self.fact("contact_named")
        self.later(1)
        self.child_says()
        self.meets("conversation", minutes, days=2)

    def goes_to_1(self, holder: Seat | None = None, *helpers: Seat) -> None:
        self.later(1)
        self.go("level_1", "level 1")
        if holder and holder.pk != self.by.pk:
            self.name_holder(holder, by=self.leader())
        else:
            self.take_baton()
        for helper in helpers:
            self.join(helper)

    def agrees_on_plan(self) -> None:
        self.later(2)
        self.child_says()
        self.meets("start_meeting")
        self.write_plan(self.in_six_weeks())

    def in_six_weeks(self) -> date:
        return local_day(self.at + SIX_WEEKS)

    def carries_out(self, days: int = 24, template: str = "evaluation") -> Meeting:
        """The evaluation is planned, all is begun, and it is agreed who asks the child before it."""
        planned = self.plan_meeting(template, self.day_in(days))
        self.later(4)
        self.begin_measures()
        self.writes()
        self.later(1)
        self.fact("interviewer_named")
        return planned

    def goes_on_until_now(self, days: int, *helpers: Seat) -> None:
        """Measures are going on, with an evaluation so many days from now, and somebody wrote this week."""
        self.plan_meeting("evaluation", self.day_in(self.left + days))
        self.later(3)
        self.begin_measures()
        self.writes()
        self.until(5)
        self.note(self.story.to_family[0], Audience.FAMILY)
        for helper in helpers:
            self.until(3)
            self.note(self.story.helpers[helper.unit.service.code], by=helper)
        self.until(1)
        self.writes()

    def looks_again(self, how: str, *, planned: Meeting, template: str = "evaluation") -> None:
        """On the day that was planned: the child's own words, the meeting, measure by measure."""
        self.until(self._left_at(planned.starts_at) + 1)
        self.child_says()
        self.later(1)
        self.holds(planned, 0, template)
        self.evaluate(how, self.in_six_weeks())

    def tries_other_measures(self) -> None:
        for measure in self.story.other_measures:
            self.add_measure(measure, self.in_six_weeks())

    def asks_for(self, *codes: str, refuses: Person | None = None, until: date | None = None) -> None:
        """Invites services, and writes down what each guardian answers."""
        for code in codes:
            self.invite(self.cast.service(self.child, code))
        self.later(2)
        for guardian in self.guardians():
            for code in codes:
                service = self.cast.service(self.child, code)
                if refuses is not None and guardian.pk == refuses.pk:
                    self.answer(guardian, service, "refused")
                else:
                    self.answer(guardian, service, "given", until or local_day(self.at + A_YEAR))

    def _left_at(self, when: datetime) -> int:
        return self.days.past.index(local_day(when))
