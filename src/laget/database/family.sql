-- What a guardian sees: what the family's page shows, and no more. Guardians have no row of a case's own tables,
-- neither what the staff write among themselves nor who wrote it; these functions are their only way to it.

drop function if exists family_cases();
create function family_cases()
returns table (case_id uuid, municipality_id uuid, version_id uuid, subject text, given_name text,
  closed_at timestamptz, aftercare_until date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.municipality_id, c.version_id, c.subject, child.given_name, c.closed_at, c.aftercare_until
  from cases_case c join people_child child on child.id = c.child_id
  where c.id = any(my_family_cases())
  order by c.closed_at desc nulls first, c.opened_at desc
$$;

-- Whoever holds the baton is whom the family turns to; not one whose access their answer has just ended: then the
-- leader, until somebody else holds it. The number of the place is not told where the child's address is hidden: it
-- would say where the child is.
drop function if exists family_contacts();
create function family_contacts() returns table (case_id uuid, name text, title text, phone text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with holder as (select case_id, seat_id from holders_unchecked(my_family_cases())),
  meanwhile as (
    select distinct on (member.case_id) member.case_id, member.seat_id
    from teams_of(my_family_cases()) team
    join cases_teammember member on (member.case_id, member.seat_id) = (team.case_id, team.seat_id)
    where member.basis = 'leader' and member.to_at is null
      and member.case_id in (select case_id from handovers_holding)
      and member.case_id not in (select case_id from holder)
    order by member.case_id, member.from_at)
  select contact.case_id, person.name, seat.title, case when child.hidden_address then '' else unit.phone end
  from (select * from holder union all select * from meanwhile) contact
  join cases_case c on c.id = contact.case_id
  join people_child child on child.id = c.child_id
  join people_seat seat on seat.id = contact.seat_id
  join people_person person on person.id = seat.person_id
  join people_unit unit on unit.id = seat.unit_id
$$;

-- Those to come that the guardian is asked to, and of those called off that they are: what staff say among themselves
-- stays there. Where it is, is not told where the child's address is hidden.
drop function if exists family_meetings();
create function family_meetings()
returns table (case_id uuid, template text, starts_at timestamptz, place text, called_off boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select meeting.case_id, meeting.template, meeting.starts_at,
    case when child.hidden_address then '' else meeting.place end, meeting.cancelled_at is not null
  from meetings_meeting meeting
  join meetings_attendee attendee on attendee.meeting_id = meeting.id and attendee.guardian_id = asking_person()
  join cases_case c on c.id = meeting.case_id
  join people_child child on child.id = c.child_id
  where meeting.case_id = any(my_family_cases()) and meeting.held_at is null and meeting.starts_at >= laget_now()
  order by meeting.starts_at
$$;

create or replace function family_goals() returns table (case_id uuid, text text, sign text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select goal.case_id, goal.text, goal.sign from plans_goal goal
  where goal.case_id = any(my_family_cases()) and goal.ended_at is null
  order by goal.position, goal.id
$$;

-- With what was last said of each: the family reads the same word for how it goes as the staff.
drop function if exists family_measures();
create function family_measures()
returns table (case_id uuid, text text, responsible_name text, evaluate_on date, started_at timestamptz,
  last_effect text, last_onward text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select measure.case_id, measure.text, measure.responsible_name, measure.evaluate_on, measure.started_at,
    said.effect, said.onward
  from plans_measure measure
  left join lateral (
    select effect, onward from plans_measurereview where measure_id = measure.id order by at desc, id desc limit 1
  ) said on true
  where measure.case_id = any(my_family_cases()) and measure.ended_at is null
  order by measure.created_at, measure.id
$$;

-- What is written to the family: notes that say so, and the minutes of the meetings the guardian was asked to.
create or replace function family_words()
returns table (case_id uuid, template text, at timestamptz, words text, who text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select entry.case_id, '', entry.at, entry.text, person.name
  from cases_entry entry
  join people_seat seat on seat.id = entry.seat_id
  join people_person person on person.id = seat.person_id
  where entry.case_id = any(my_family_cases()) and entry.audience = 'family'
  union all
  select meeting.case_id, meeting.template, meeting.held_at, meeting.minutes, ''
  from meetings_meeting meeting
  join meetings_attendee attendee on attendee.meeting_id = meeting.id and attendee.guardian_id = asking_person()
  where meeting.case_id = any(my_family_cases()) and meeting.held_at is not null and meeting.minutes <> ''
  order by 3 desc
$$;

-- The services that are invited now, and those that could not help and were not asked again since the case was opened:
-- what the team asks of each, what the guardian who asks has answered last, whether it may take part, and whether
-- somebody of it does, which the family sees anyway. Who else has said what is not told; nor is what was written to the
-- service, where it could tell of an adult here or of where the child is.
drop function if exists family_services();
create function family_services()
returns table (case_id uuid, service_id uuid, name text, asks text, said_id uuid, answer text, until_on date,
  takes_part boolean, is_in boolean, declined boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select invited.case_id, service.id, service.name,
    case when child.hidden_address or c.adult_here_at is not null then '' else invited.asks end,
    said.id, said.answer, said.until_on, consented_unchecked(c.id, service.id),
    exists (
      select from teams_of(array[c.id]) team
      join people_seat seat on seat.id = team.seat_id
      join people_unit unit on unit.id = seat.unit_id
      where unit.service_id = service.id),
    invited.declined_by_id is not null
  from consents_invitedservice invited
  join cases_case c on c.id = invited.case_id and c.closed_at is null
  join people_child child on child.id = c.child_id
  join people_service service on service.id = invited.service_id
  left join lateral answer_to(invited, asking_person()) said on true
  where c.id = any((select my_family_cases())::uuid[])
    and (invited.ended_at is null or invited.declined_by_id is not null
      and not exists (
        select from consents_invitedservice later
        where later.case_id = c.id and later.service_id = service.id and later.at >= invited.ended_at)
      and not exists (
        select from moves_move move where move.case_id = c.id and move.kind = 'reopened' and move.at > invited.ended_at))
  order by service.name
$$;
