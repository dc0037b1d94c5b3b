-- Who is asking, and which cases, children and units that opens.
--
-- Every function here runs as the owner (security definer), so that a policy may call it without
-- asking itself. Policies use them as `= any((select f())::uuid[])`: evaluated once a statement, and so do
-- they among themselves: without the select, each row would ask anew.
--
-- What open_to_all.py names CALLABLE anybody who is signed in may call with any key they like. So each of those
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

-- Whoever was born on 29 February is a year older on 1 March in a common year, as `age` in rules/subjects.py says.
create or replace function years_old(born date, on_ date) returns int language sql immutable parallel safe as $$
  select (extract(year from on_) - extract(year from born))::int
    - ((extract(month from on_), extract(day from on_)) < (extract(month from born), extract(day from born)))::int
$$;

-- Whether a young person has come to the age from which, in that municipality, one answers for oneself.
create or replace function is_of_age(child_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select years_old(child.born_on, local_day(laget_now())) >= (here.settings ->> 'consent_age')::int
    from people_child child join people_municipality here on here.id = child.municipality_id
    where child.id = child_), false)
$$;

-- Whether this guardian is one of those who answer in the case. Whom the case is about decides it (rules/subjects.py,
-- from which `who_answers` is made); what somebody is to herself counts only where she answers herself.
create or replace function answers_for(g people_guardianship, c cases_case) returns boolean
language sql stable parallel safe as $$
  select in_force(g) and case who_answers(c.subject)
    when 'responsible' then g.kind <> 'self' and g.parental_responsibility
    when 'guardians' then g.kind <> 'self'
    when 'self' then g.kind = 'self'
    when 'of_age' then case when is_of_age(c.child_id) then g.kind = 'self'
      else g.kind <> 'self' and g.parental_responsibility end
    else false end
$$;

-- What this guardian has said last to this invitation. An answer counts for the one that it was given to: whoever is
-- invited again is asked about again. The model's `that_count` finds the same.
create or replace function answer_to(invited consents_invitedservice, guardian_ uuid) returns setof consents_consent
language sql stable parallel safe as $$
  select * from consents_consent said
  where said.case_id = invited.case_id and said.service_id = invited.service_id and said.guardian_id = guardian_
    and said.at >= invited.at
  order by said.at desc, said.id desc limit 1
$$;

-- From when this guardian's yes to this invitation has held without a break: one that is said again before it ends
-- goes on, and one that has ended or been taken back begins anew.
create or replace function agreed_from(invited consents_invitedservice, guardian_ uuid) returns timestamptz
language sql stable parallel safe as $$
  select max(at) from (
    select at, answer, lag(answer) over said before, lag(until_on) over said until_on from consents_consent
    where case_id = invited.case_id and service_id = invited.service_id and guardian_id = guardian_ and at >= invited.at
    window said as (order by at, id)) one
  where answer = 'given' and (before is distinct from 'given' or until_on < local_day(at))
$$;

-- Everybody who must answer has said yes to the invitation, and the yes held on that day. Where nobody is there to
-- answer it is a no; but where nobody must, being invited is enough.
create or replace function all_said_yes(invited consents_invitedservice, on_ date) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  -- Somebody who has not answered is a no here, and not left out of the count.
  select coalesce(bool_and(who_answers(c.subject) = 'nobody' or g.id is not null
    and coalesce(latest.answer = 'given' and latest.until_on >= on_, false)), false)
  from cases_case c
  left join people_guardianship g on g.child_id = c.child_id and answers_for(g, c)
  left join lateral answer_to(invited, g.guardian_id) latest on true
  where c.id = invited.case_id
$$;

-- The service is invited, and all have said yes to it until now.
create or replace function consented_unchecked(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(bool_and(all_said_yes(invited, local_day(laget_now()))), false)
  from consents_invitedservice invited
  where invited.case_id = case_ and invited.service_id = service_ and invited.ended_at is null
$$;

-- The service that the asking seat works in.
create or replace function my_service() returns uuid language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select unit.service_id from people_seat seat join people_unit unit on unit.id = seat.unit_id
  where seat.id = asking_seat()
$$;

-- Always cases where an adult here is the concern: what asks for there being none needs not ask for this.
create or replace function excluded_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(array_agg(case_id), '{}') from cases_exclusion where person_id = asking_person() $$;

create or replace function my_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(member.case_id), '{}')
  from cases_teammember member
  where member.seat_id = (select asking_seat()) and member.to_at is null
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

-- The cases that those who answer in them may follow, and no other guardian: shared with the family (past level 0,
-- and told to the leader: another version, or another place to begin at, lets nobody pass by that), never a sealed one,
-- nor one that is about this guardian as an adult who works here.
create or replace function my_family_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.id), '{}')
  from people_guardianship g
  join cases_case c on c.child_id = g.child_id
  where g.guardian_id = nullif(current_setting('laget.guardian', true), '')::uuid
    and answers_for(g, c)
    and c.shared_at is not null and c.sealed_at is null and not c.in_error
    and c.id <> all((select excluded_cases())::uuid[])
    and past_the_first(c)
$$;

-- Those of the cases that stand on a worklist of the asking seat's.
create or replace function my_worklist_among(ids uuid[]) returns uuid[]
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from cases_case
  where id = any(ids) and unit_id = any((select led_units())::uuid[])
    and shared_at is not null and sealed_at is null and adult_here_at is null
$$;

create or replace function on_my_worklist(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select case_ = any(my_worklist_among(array[case_])) $$;

-- Whom the open cases there are about, where it is not a child of the unit's own groups: a woman, a group, and a child
-- who has moved to another school while the case waits here.
create or replace function met_on_worklist() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.child_id), '{}')
  from cases_case c
  join people_child child on child.id = c.child_id
  left join people_group g on g.id = child.group_id
  where c.unit_id = any((select led_units())::uuid[]) and c.closed_at is null
    and (child.kind <> 'child' or g.unit_id is distinct from c.unit_id)
    and c.shared_at is not null and c.sealed_at is null and c.adult_here_at is null
$$;

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
    and c.closed_at is null and c.sealed_at is null and c.adult_here_at is null
$$;

create or replace function offered_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(array_agg(child_id), '{}') from cases_case where id = any(offered_cases()) $$;

-- The unit that answers for a service in a municipality: the only one it has there, or the only one it has at all.
-- Null where there are several: then the team says who comes in, and no other unit learns that there is a case.
create or replace function unit_answering(service_ uuid, municipality_ uuid) returns uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  with units as (select id, municipality_id = municipality_ as here from people_unit where service_id = service_)
  select case when count(*) = 1 then (array_agg(id))[1] end from units
  where here or not exists (select from units where here)
$$;

-- The unit that the asking seat answers for: as its leader or deputy, or, where it has neither, as one who works there.
create or replace function unit_i_answer_for() returns uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select me.unit_id from people_seat me
  where me.id = asking_seat() and (me.role in ('leader', 'deputy') or me.role = 'worker' and not exists (
    select from people_seat other where other.unit_id = me.unit_id and other.role in ('leader', 'deputy')
      and other.from_at <= laget_now() and (other.to_at is null or other.to_at > laget_now())))
$$;

-- The open cases that the asking seat's service is invited to, where everybody who must has said yes and nobody of the
-- service has come in. Whoever has come in on it and is out again is not let in by themselves: then the team says who
-- comes, until it invites anew. None that is sealed or about an adult here: of those nobody learns outside the team.
create or replace function invited_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.id), '{}')
  from consents_invitedservice invited
  join cases_case c on c.id = invited.case_id
  where (select unit_i_answer_for()) is not null
    and invited.service_id = (select my_service()) and invited.ended_at is null
    and c.closed_at is null and c.sealed_at is null and c.adult_here_at is null
    and unit_answering(invited.service_id, c.municipality_id) = (select unit_i_answer_for())
    and not exists (
      select from cases_teammember member
      join people_seat seat on seat.id = member.seat_id
      join people_unit unit on unit.id = seat.unit_id
      where member.case_id = c.id and unit.service_id = invited.service_id
        and (member.to_at is null and (seat.to_at is null or seat.to_at > laget_now())
          or member.to_at is not null and member.from_at >= invited.at))
    and consented_unchecked(c.id, invited.service_id)
$$;

-- All that such an invitation says. There is no row of the case to be seen before somebody has joined.
drop function if exists invitations();
create function invitations()
returns table (case_id uuid, subject text, given_name text, family_name text, group_name text, unit_name text,
  municipality_name text, invited_by text, title text, invited_at timestamptz, asks text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.subject, child.given_name, child.family_name,
    case when child.kind = 'child' then coalesce(g.name, '') else '' end, unit.name, municipality.name,
    person.name, seat.title, invited.at, invited.asks
  from cases_case c
  join consents_invitedservice invited
    on invited.case_id = c.id and invited.service_id = (select my_service()) and invited.ended_at is null
  join people_child child on child.id = c.child_id
  left join people_group g on g.id = child.group_id
  join people_unit unit on unit.id = c.unit_id
  join people_municipality municipality on municipality.id = c.municipality_id
  join people_seat seat on seat.id = invited.seat_id
  join people_person person on person.id = seat.person_id
  where c.id = any((select invited_cases())::uuid[])
  order by invited.at
$$;

-- Whether the asking seat may say that this one of its unit joins.
create or replace function may_answer_invitation(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case_ = any(invited_cases()) and exists (
    select from people_seat seat
    where seat.id = seat_ and seat.unit_id = unit_i_answer_for() and seat.role in ('worker', 'leader', 'deputy')
      and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now())
      and not exists (select from cases_exclusion x where x.case_id = case_ and x.person_id = seat.person_id))
$$;

-- A service that cannot help now says so, and why: its invitation ends, and whoever carries the case asks another.
create or replace function decline_invitation(case_ uuid, why_ text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if case_ <> all(invited_cases()) then return false; end if;
  perform from cases_case where id = case_ for no key update;  -- somebody of the service may be coming in just now
  update consents_invitedservice set ended_at = laget_now(), declined_by_id = asking_seat(), why = btrim(why_)
  where case_id = case_ and service_id = my_service() and ended_at is null
    and case_ = any(invited_cases()) and btrim(why_) <> '';
  return found;
end $$;

-- Whether all of these are cases that the asker may know of. Who is in the team of all of them is asked no further.
create or replace function may_know_all(ids uuid[]) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(bool_and(
    id = any((select my_cases())::uuid[])
    or id = any((select my_worklist_among(ids))::uuid[])
    or id = any((select offered_cases())::uuid[])
    or id = any((select invited_cases())::uuid[])
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
