"""Everything a meeting's page shows, gathered with a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404

from laget.cases.models import Case, TeamMember
from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation import drafts
from laget.foundation.clock import local_day
from laget.foundation.drafts import Begun
from laget.foundation.speech import gettext as _
from laget.meetings import queries
from laget.meetings.models import Attendee, ChildPart, Meeting, Presence, VoiceEntry
from laget.meetings.services import Refused, Why
from laget.moves.queries import days_of
from laget.pathway.published import pathway_of
from laget.people.models import Person
from laget.plans.models import Measure
from laget.plans.queries import goals_of
from laget.rules.access import Action
from laget.rules.meetings import MeetingTemplate
from laget.rules.subjects import Record
from laget.staff.forms.decision import DecisionForm
from laget.staff.forms.entry import family_follows
from laget.staff.forms.meeting import (
    CancelForm,
    MinutesForm,
    VoiceByForm,
    WhenForm,
    one_way,
    when_initial,
)
from laget.staff.forms.meeting_held import HeldForm
from laget.staff.forms.without_guardians import is_for_guardians

VOICES = 3


@dataclass
class MeetingPage:
    """Each form is there only when the one who looks may use it, now.

    `attendees` are those who are asked still, and those who were there; `asks_guardians` whether any guardian
    was asked, whoever cares for the child now.
    """

    opened: Opened
    meeting: Meeting
    kind: MeetingTemplate
    attendees: list[Attendee]
    asks_guardians: bool
    voices: list[VoiceEntry]
    decided: list[Measure]
    today: date
    begun: Begun | None = None
    when: WhenForm | None = None
    cancel: CancelForm | None = None
    held: HeldForm | None = None
    minutes: MinutesForm | None = None
    decision: DecisionForm | None = None
    voice_by: VoiceByForm | None = None

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def sent(self) -> list[Any]:
        """The forms that somebody has filled in and sent."""
        forms = (self.minutes, self.decision, self.held, self.when, self.cancel, self.voice_by)
        return [form for form in forms if form is not None and form.is_bound]

    @property
    def is_open(self) -> bool:
        return not self.meeting.held_at and not self.meeting.cancelled_at

    @property
    def must_not_be_held(self) -> bool:
        """It was planned with guardians, and then the case was sealed."""
        return bool(self.case.sealed_at and self.is_open and (self.kind.guardians or self.asks_guardians))

    @property
    def is_of_earlier_round(self) -> bool:
        """Held before the present round began, so it does not count for what this round asks for.

        Before the first one, teachers often talk first and write the worry down after: that counts.
        """
        held, since = self.meeting.held_at, self.case.round_since
        return bool(held and since and held < since and since != self.case.opened_at)

    @property
    def family_reads(self) -> bool:
        """Whether the family's page tells of it, also that it is called off."""
        return self.asks_guardians and family_follows(self.case, pathway_of(self.case.version_id))

    @property
    def has_begun(self) -> bool:
        return not self.is_open or local_day(self.meeting.starts_at) <= self.today

    @property
    def who_came_is_said(self) -> bool:
        return all(each.presence != Presence.INVITED for each in self.to_tick())

    @property
    def may_write(self) -> bool:
        return self.opened.may(Action.WRITE_MINUTES) and not self.meeting.cancelled_at

    @cached_property
    def team(self) -> list[TeamMember]:
        return queries.team_of(self.case)

    @cached_property
    def guardians(self) -> list[Person]:
        return queries.guardians_to_ask(self.case, self.today)

    @cached_property
    def own(self) -> Person | None:
        return queries.answering_herself(self.case)

    @property
    def child_is_listed(self) -> bool:
        """Whoever answers alone is listed under her own name, and not as a child."""
        own = self.own.pk if self.own else None
        return any(each.is_child or (own and each.guardian_id == own) for each in self.attendees)

    def not_asked(self) -> list[Attendee]:
        """Those who could have been there all the same, as rows that are not saved."""
        there = {each.seat_id or each.guardian_id for each in self.attendees}
        who: list[dict[str, Any]] = [
            *({"guardian": each, "name": each.name} for each in self.guardians if each.pk not in there),
            *(
                {"seat": each.seat, "name": each.seat.person.name}
                for each in self.team
                if each.seat_id not in there
            ),
        ]
        if self.case.follows.record is Record.CHILD and not self.case.sealed_at and not self.child_is_listed:
            them: dict[str, Any] = {"guardian": self.own} if self.own else {"is_child": True}
            who.insert(0, them | {"name": self.case.child.given_name})
        by = {"case": self.case, "meeting": self.meeting, "presence": Presence.PRESENT}
        return [Attendee(**by, **each) for each in who]

    def to_tick(self) -> list[Attendee]:
        """In a sealed case nobody says of a guardian who was asked before that they came."""
        return [each for each in self.attendees if not (self.case.sealed_at and each.guardian_id)]


def meeting_page(request: Any, opened: Opened, meeting_id: Any) -> MeetingPage:
    """Without forms. Raises Http404 for a meeting that is not this case's."""
    case, pathway = opened.case, pathway_of(opened.case.version_id)
    evaluating = [kind.id for kind in pathway.meetings if kind.evaluates]
    meeting = queries.meeting_of(case, meeting_id, evaluating, request.now)
    if meeting is None:
        raise Http404
    asked = queries.attendees_of(meeting)
    return MeetingPage(
        opened=opened,
        meeting=meeting,
        kind=pathway.kind_of(meeting.template),
        attendees=[each for each in asked if each.stands],  # type: ignore[attr-defined]
        asks_guardians=any(each.guardian_id for each in asked),
        voices=queries.voices_in_round(case, most=VOICES),
        decided=queries.decided_at(meeting),
        today=local_day(request.now),
    )


def fill_forms(page: MeetingPage, request: Any) -> None:
    """The forms that were not sent, as one first meets them."""
    if not page.may_write:
        return
    if page.is_open:
        page.cancel = page.cancel or CancelForm()
    if page.must_not_be_held:
        return
    if page.has_begun:
        _work_forms(page, request)
    page.held = page.held or held_form(page)
    if page.is_open:
        page.when = page.when or WhenForm(initial=when_initial(page.meeting), now=request.now)
    if page.is_open and page.meeting.child_part == ChildPart.NO:
        page.voice_by = page.voice_by or VoiceByForm(initial={"voice_by": page.meeting.voice_by})


def held_form(page: MeetingPage, sent: Any = None, initial: Any = None) -> HeldForm:
    return HeldForm(
        sent,
        initial=initial or {},
        meeting=page.meeting,
        attendees=page.to_tick(),
        not_asked=page.not_asked(),
        wants_guardians=bool(page.guardians) and is_for_guardians(page.kind, page.case),
        wonder_on=page.case.wonder_on,
        today=page.today,
    )


def who_fields(page: MeetingPage) -> list[str]:
    return ["all_came", "came_too", *(HeldForm.field_of(each) for each in page.attendees)]


def decision_form(page: MeetingPage, sent: Any = None, initial: Any = None) -> DecisionForm:
    return DecisionForm(
        sent,
        initial=initial or {},
        case=page.case,
        team=page.team,
        guardians=page.guardians,
        goals=list(goals_of(page.case).filter(ended_at=None)),
        evaluate_at=page.meeting.evaluate_at,  # type: ignore[attr-defined]
        today=page.today,
        days=days_of([page.case])[page.case.pk],
    )


def words_for(refused: Refused | Closed) -> str:
    if isinstance(refused, Closed):
        return _("The case has ended. Open it again first.")
    return {
        Why.SEALED: _("The case is sealed. A meeting with guardians cannot be planned or held."),
        Why.HELD: _("This meeting has been held already."),
        Why.CANCELLED: _("This meeting has been called off."),
        Why.NOT_YET: _("This day has not come yet."),
    }[refused.why]


def minutes_draft(meeting: Meeting) -> str:
    return f"minutes-{meeting.pk}"


def _work_forms(page: MeetingPage, request: Any) -> None:
    """The minutes and one more decision: as somebody had begun them, else as they are.

    A draft says which version it began from, so that an old one cannot write over what was saved since.
    """
    meeting = page.meeting
    saved = {"minutes": meeting.minutes, "based_on": meeting.minutes_version}
    draft = drafts.found(seat_id=request.me.seat.pk, form=minutes_draft(meeting))
    begun = draft.dict() if draft else {}
    other = one_way(str(begun.get("minutes", ""))) not in ("", meeting.minutes)
    page.begun = draft if begun.get("text") or other else None
    page.minutes = page.minutes or MinutesForm(initial=saved | (begun if page.begun else {}))
    page.decision = page.decision or decision_form(page, initial=begun if page.begun else {})
    if page.is_open:
        page.held = page.held or held_form(page, initial=begun)
