-- Who is asking, and which cases, children and units that opens.
--
-- Every function here runs as the owner (security definer), so that a policy may call it without
-- asking itself. Policies use them as `= any((select f())::uuid[])`: evaluated once a statement, and so do
-- they among themselves: without the select, each row would ask anew.
--
-- What policies.py names CALLABLE anybody who is signed in may call with any key they like. So each of those
-- answers about cases that the asker may know of, and about any other as about one that is not.
-- pg_temp stands last in every search_path: otherwise a temporary table would be read instead of the real one.

-- This one and asking_person() have no search_path of their own: PostgreSQL then takes them in as they stand.
create or replace function laget_now() returns timestamptz language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('laget.now', true), '')::timestamptz, now()) $$;

create or replace function local_day(moment timestamptz) returns date language sql immutable parallel safe as
$$ select (moment at time zone 'Europe/Oslo')::date $$;

create or replace function asking_person() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('laget.person', true), '')::uuid $$;

-- The seat that is asking, while it lasts: a seat that has ended opens nothing from that moment.
create or replace function asking_seat() returns uuid language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select seat.id from people_seat seat
  where seat.id = nullif(current_setting('laget.seat', true), '')::uuid
    and seat.person_id = asking_person()
    and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now())
$$;

-- A guardianship counts from its first day until its last, which it no longer does.
create or replace function in_force(g people_guardianship) returns boolean language sql stable parallel safe as
$$ select g.from_on <= local_day(laget_now()) and (g.to_on is null or g.to_on > local_day(laget_now())) $$;

-- All guardians with parental responsibility have said yes to this service, and the yes still holds.
create or replace function consented_unchecked(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  -- Somebody who has not answered is a no here, and not left out of the count.
  select coalesce(bool_and(
    coalesce(latest.answer = 'given' and latest.until_on >= local_day(laget_now()), false)), false)
  from cases_case c
  join people_guardianship g on g.child_id = c.child_id and g.parental_responsibility and in_force(g)
  left join lateral (
    select answer, until_on from consents_consent
    where case_id = case_ and service_id = service_ and guardian_id = g.guardian_id
    order by at desc, id desc limit 1
  ) latest on true
  where c.id = case_
$$;

-- The service that the asking seat works in.
create or replace function my_service() returns uuid language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select unit.service_id from people_seat seat join people_unit unit on unit.id = seat.unit_id
  where seat.id = asking_seat()
$$;

create or replace function excluded_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(array_agg(case_id), '{}') from cases_exclusion where person_id = asking_person() $$;

create or replace function my_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(member.case_id), '{}')
  from cases_teammember member
  where member.seat_id = (select asking_seat())
    and member.from_at <= (select laget_now())
    and (member.to_at is null or member.to_at > (select laget_now()))
    and (member.basis <> 'consent' or consented_unchecked(member.case_id, (select my_service())))
    and member.case_id <> all((select excluded_cases())::uuid[])
$$;

-- As above, for those who are in the team; about any other case the answer is no.
create or replace function consented(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select case_ = any(my_cases()) and consented_unchecked(case_, service_) $$;

-- The units whose worklist the asking seat leads.
create or replace function led_units() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(unit_id), '{}') from people_seat
  where id = asking_seat() and role in ('leader', 'deputy')
$$;

-- The groups of the asking seat's own school or kindergarten, or, for somebody of another service, those that the
-- seat works with: the children one may be worried about.
create or replace function my_groups() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  with me as materialized (
    select id, unit_id from people_seat where id = asking_seat() and role in ('worker', 'leader', 'deputy'))
  select coalesce(array_agg(group_id), '{}') from (
    select g.id as group_id from me join people_group g on g.unit_id = me.unit_id
    union
    select named.group_id from me join people_seat_groups named on named.seat_id = me.id
  ) mine
$$;

create or replace function my_case_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(array_agg(distinct child_id), '{}') from cases_case where id = any(my_cases()) $$;

-- The cases a guardian may follow: shared with the family (past level 0), never a sealed one.
create or replace function my_family_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.id), '{}')
  from people_guardianship g
  join cases_case c on c.child_id = g.child_id
  where g.guardian_id = nullif(current_setting('laget.guardian', true), '')::uuid
    and g.guardian_id = asking_person()
    and g.parental_responsibility and in_force(g)
    and c.sealed_at is null and not c.in_error
    and exists (select from pathway_pathwaylevel s
                where s.version_id = c.version_id and s.level = c.level
                  and s.position > 0 and s.protects = '')
$$;

-- Those of the cases that stand on a worklist of the asking seat's.
create or replace function my_worklist_among(ids uuid[]) returns uuid[]
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from cases_case
  where id = any(ids) and unit_id = any((select led_units())::uuid[])
    and shared_at is not null and sealed_at is null and not adult_here
    and id <> all((select excluded_cases())::uuid[])
$$;

create or replace function on_my_worklist(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select case_ = any(my_worklist_among(array[case_])) $$;

-- The cases of the asking seat's own unit whose baton is offered to it: that there is a case, whose, and
-- what the holder says one must know. What is in the case opens with the yes. In a sealed case, and where
-- an adult here is the concern, the baton never leaves the team, so there this is empty.
create or replace function offered_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.id), '{}')
  from handovers_handover offer
  join people_seat seat on seat.id = offer.to_seat_id
  join cases_case c on c.id = offer.case_id and c.unit_id = seat.unit_id
  where offer.to_seat_id = asking_seat() and offer.answered_at is null
    and c.closed_at is null and c.sealed_at is null and not c.adult_here
    and c.id <> all(excluded_cases())
$$;

create or replace function offered_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(array_agg(child_id), '{}') from cases_case where id = any(offered_cases()) $$;

-- Whether all of these are cases that the asker may know of. Who is in the team of all of them is asked no further.
create or replace function may_know_all(ids uuid[]) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(bool_and(
    id = any((select my_cases())::uuid[])
    or id = any((select my_worklist_among(ids))::uuid[])
    or id = any((select offered_cases())::uuid[])
    or id = any((select my_family_cases())::uuid[])), true)
  from unnest(ids) id
$$;

-- The same of one. Nearly always it is a case of the asker's team, which is soon found: every page leaves a trace.
create or replace function may_know(case_ uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from cases_teammember
  where case_id = case_ and seat_id = asking_seat() and to_at is null and basis <> 'consent';
  if found and not exists (select from cases_exclusion where case_id = case_ and person_id = asking_person()) then
    return true;
  end if;
  return may_know_all(array[case_]);
end $$;

-- For triggers that run before a row policy is asked, and would otherwise say what they found in the case.
create or replace function refuse_outsider(case_ uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if case_ = any(my_cases()) then return; end if;
  raise exception 'new row violates row-level security policy' using errcode = 'insufficient_privilege';
end $$;
