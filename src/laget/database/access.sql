-- Who is asking, and which cases, children and units that opens.
--
-- Every function here runs as the owner (security definer), so that a policy may call it without
-- asking itself. Policies use them as `= any((select f())::uuid[])`: evaluated once a statement, and so do
-- they among themselves: without the select, each row would ask anew.

-- This one and asking_person() have no search_path of their own: PostgreSQL then takes them in as they stand.
create or replace function laget_now() returns timestamptz language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('laget.now', true), '')::timestamptz, now()) $$;

create or replace function local_day(moment timestamptz) returns date language sql immutable parallel safe as
$$ select (moment at time zone 'Europe/Oslo')::date $$;

create or replace function asking_person() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('laget.person', true), '')::uuid $$;

-- The seat that is asking, while it lasts: a seat that has ended opens nothing from that moment.
create or replace function asking_seat() returns uuid language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select seat.id from people_seat seat
  where seat.id = nullif(current_setting('laget.seat', true), '')::uuid
    and seat.person_id = asking_person()
    and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now())
$$;

-- All guardians with parental responsibility have said yes to this service, and the yes still holds.
create or replace function consented(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public as $$
  -- Somebody who has not answered is a no here, and not left out of the count.
  select coalesce(bool_and(
    coalesce(latest.answer = 'given' and latest.until_on >= local_day(laget_now()), false)), false)
  from cases_case c
  join people_guardianship g on g.child_id = c.child_id and g.parental_responsibility
    and (g.to_on is null or g.to_on > local_day(laget_now()))
  left join lateral (
    select answer, until_on from consents_consent
    where case_id = case_ and service_id = service_ and guardian_id = g.guardian_id
    order by at desc, id desc limit 1
  ) latest on true
  where c.id = case_
$$;

-- The service that the asking seat works in.
create or replace function my_service() returns uuid language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select unit.service_id from people_seat seat join people_unit unit on unit.id = seat.unit_id
  where seat.id = asking_seat()
$$;

create or replace function excluded_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as
$$ select coalesce(array_agg(case_id), '{}') from cases_exclusion where person_id = asking_person() $$;

create or replace function my_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(member.case_id), '{}')
  from cases_teammember member
  where member.seat_id = (select asking_seat())
    and member.from_at <= (select laget_now())
    and (member.to_at is null or member.to_at > (select laget_now()))
    and (member.basis <> 'consent' or consented(member.case_id, (select my_service())))
    and member.case_id <> all((select excluded_cases())::uuid[])
$$;

-- The units whose worklist the asking seat leads.
create or replace function led_units() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(unit_id), '{}') from people_seat
  where id = asking_seat() and role in ('leader', 'deputy')
$$;

-- The groups of the asking seat's own school or kindergarten: the children one may be worried about.
create or replace function my_groups() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(g.id), '{}')
  from people_seat seat join people_group g on g.unit_id = seat.unit_id
  where seat.id = asking_seat() and seat.role in ('worker', 'leader', 'deputy')
$$;

create or replace function my_case_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as
$$ select coalesce(array_agg(distinct child_id), '{}') from cases_case where id = any(my_cases()) $$;

-- The cases a guardian may follow: shared with the family (past level 0), never a sealed one.
create or replace function my_family_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(c.id), '{}')
  from people_guardianship g
  join cases_case c on c.child_id = g.child_id
  where g.guardian_id = nullif(current_setting('laget.guardian', true), '')::uuid
    and g.guardian_id = asking_person()
    and g.parental_responsibility
    and (g.to_on is null or g.to_on > local_day(laget_now()))
    and c.sealed_at is null and not c.in_error
    and exists (select from pathway_pathwaystep s
                where s.version_id = c.version_id and s.level = c.level
                  and s.level_position > 0 and s.protects = '')
$$;

-- Of those cases' meetings, the ones a guardian was asked to: what staff said among themselves stays there.
create or replace function my_family_meetings() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(meeting_id), '{}') from meetings_attendee
  where guardian_id = asking_person() and case_id = any(my_family_cases())
$$;

create or replace function my_family_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as
$$ select coalesce(array_agg(distinct child_id), '{}') from cases_case where id = any(my_family_cases()) $$;

-- Whether the asking seat is just now opening this case: true until its opening move.
create or replace function opening(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public as
$$ select exists (select from cases_case where id = case_ and opened_by_id = asking_seat() and level = '') $$;

-- Whether somebody of the team may bring this seat in, on this basis: a leader of the unit or above it, a colleague
-- of the same service, somebody of a service that the family has said yes to. Where the law needs no consent, in a
-- sealed case, any service of the municipality. Never somebody whom the concern is about.
create or replace function may_come_in(case_ uuid, seat_ uuid, basis_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public as $$
  with recursive upwards as (
    select here.id, here.above_id from cases_case c join people_unit here on here.id = c.unit_id where c.id = case_
    union
    select above.id, above.above_id from people_unit above join upwards on above.id = upwards.above_id
  )
  select exists (
    select from cases_case c
    join people_unit here on here.id = c.unit_id
    join people_seat seat on seat.id = seat_
    join people_unit unit on unit.id = seat.unit_id
    where c.id = case_
      and not exists (select from cases_exclusion x where x.case_id = c.id and x.person_id = seat.person_id)
      and case basis_
        when 'leader' then seat.role in ('leader', 'deputy') and unit.id in (select id from upwards)
        when 'own_service' then unit.service_id = here.service_id and unit.municipality_id = c.municipality_id
        when 'consent' then c.sealed_at is null and consented(c.id, unit.service_id)
        when 'statute' then c.sealed_at is not null and exists (
          select from people_service_serves s
          where s.service_id = unit.service_id and s.municipality_id = c.municipality_id)
        else false end)
$$;

-- Those of the cases that stand on a worklist of the asking seat's.
create or replace function my_worklist_among(ids uuid[]) returns uuid[]
language sql stable security definer parallel safe set search_path = pg_catalog, public as $$
  select coalesce(array_agg(id), '{}') from cases_case
  where id = any(ids) and unit_id = any((select led_units())::uuid[])
    and shared_at is not null and sealed_at is null and not adult_here
    and id <> all((select excluded_cases())::uuid[])
$$;

create or replace function on_my_worklist(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public as
$$ select case_ = any(my_worklist_among(array[case_])) $$;

-- The cases of the asking seat's own unit whose baton is offered to it: that there is a case, whose, and
-- what the holder says one must know. What is in the case opens with the yes. In a sealed case, and where
-- an adult here is the concern, the baton never leaves the team, so there this is empty.
create or replace function offered_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as $$
  select coalesce(array_agg(c.id), '{}')
  from handovers_handover offer
  join people_seat seat on seat.id = offer.to_seat_id
  join cases_case c on c.id = offer.case_id and c.unit_id = seat.unit_id
  where offer.to_seat_id = asking_seat() and offer.answered_at is null
    and c.closed_at is null and c.sealed_at is null and not c.adult_here
    and c.id <> all(excluded_cases())
$$;

create or replace function offered_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public as
$$ select coalesce(array_agg(child_id), '{}') from cases_case where id = any(offered_cases()) $$;
