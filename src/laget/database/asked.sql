-- Whether a meeting of this kind may be planned: one of the pathway's own, while the case is open. In a sealed case none
-- where the guardians take part.
create or replace function may_meet(case_ uuid, kind_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c join pathway_pathwaymeeting kind on kind.version_id = c.version_id
    where c.id = case_ and c.id = any((select my_cases())::uuid[])
      and kind.meeting = kind_ and not (kind.guardians and c.sealed_at is not null))
$$;

-- Who is asked to a meeting, as it is now: not who has left the team or lost access to the case, nor who is no guardian
-- any more. Of one that was to begin before it counts who was asked then, also whose help ended with that; and who
-- came, came.
create or replace function still_asked(meeting_ uuid) returns setof uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  with meeting as materialized (
    select id, case_id, least(laget_now(), held_at, cancelled_at, starts_at) then_at from meetings_meeting
    where id = meeting_ and case_id = any((select my_cases())::uuid[]))
  select attendee.id from meeting join meetings_attendee attendee on attendee.meeting_id = meeting.id
  where attendee.presence <> 'invited' or (attendee.guardian_id is null and attendee.seat_id is null)
    or exists (
      select from people_guardianship g join cases_case c on c.child_id = g.child_id
      where c.id = meeting.case_id and g.guardian_id = attendee.guardian_id
        and (g.to_on is null or g.to_on > local_day(meeting.then_at)))
    or case when meeting.then_at = laget_now() then is_in_team(meeting.case_id, attendee.seat_id) else exists (
      select from cases_teammember member
      join people_seat seat on seat.id = member.seat_id
      join people_unit unit on unit.id = seat.unit_id
      where member.case_id = meeting.case_id and member.seat_id = attendee.seat_id
        and (member.to_at is null or member.to_at >= meeting.then_at)
        and (member.basis <> 'consent' or consented_unchecked(meeting.case_id, unit.service_id) or not exists (
          select from consents_consent said
          where said.case_id = meeting.case_id and said.service_id = unit.service_id
            and said.answer <> 'given' and said.at <= meeting.then_at))) end
$$;
