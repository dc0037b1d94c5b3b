-- Who comes in to the team around a child, who takes others out, and that somebody is always left. Error LG005.

-- Whether the asking seat is just now opening this case: true until its opening move.
create or replace function opening(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select exists (select from cases_case where id = case_ and opened_by_id = asking_seat() and level = '') $$;

-- Why the asking seat is in the team; null for a case that it may not see.
create or replace function basis_in(case_ uuid) returns text
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select basis from cases_teammember
  where case_id = case_ and seat_id = asking_seat() and to_at is null and case_ = any(my_cases())
$$;

-- Whether the asking seat is the team's leader: brought in as one, or leading the unit and in it on another basis.
create or replace function leads(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    basis_in(case_) = 'leader'
    or basis_in(case_) is not null and (select unit_id from cases_case where id = case_) = any(led_units()), false)
$$;

create or replace function holds(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select basis_in(case_) is not null and exists (
    select from handovers_holding where case_id = case_ and seat_id = asking_seat() and to_at is null)
$$;

-- Whether the asking seat carries the case: wrote the worry, leads, or holds the baton. Everybody else in the team
-- writes notes, tells what the child said, and seals; the table for pages (rules/access.py) says the same.
create or replace function acts(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select coalesce(basis_in(case_) = 'author', false) or leads(case_) or holds(case_) $$;

-- Who is in the teams and may see the cases at this moment: as `my_cases` says of the asking seat.
create or replace function teams_of(ids uuid[]) returns table (case_id uuid, seat_id uuid)
language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select member.case_id, member.seat_id
  from cases_teammember member
  join people_seat seat on seat.id = member.seat_id
  join people_unit unit on unit.id = seat.unit_id
  where member.case_id = any(ids) and member.to_at is null and (seat.to_at is null or seat.to_at > laget_now())
    and (member.basis <> 'consent' or consented_unchecked(member.case_id, unit.service_id))
    and not exists (
      select from cases_exclusion x where x.case_id = member.case_id and x.person_id = seat.person_id)
$$;

create or replace function is_in_team(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select exists (select from teams_of(array[case_]) where seat_id = seat_) $$;

-- The same of one case, for those who are in it themselves.
create or replace function sees_now(case_ uuid) returns setof uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select seat_id from teams_of(array[case_]) where case_ = any(my_cases()) $$;

-- Whether whoever reported the worry is in the team still, for those who are in it themselves.
create or replace function author_is_here(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case_ = any(my_cases()) and is_in_team(case_, (select opened_by_id from cases_case where id = case_))
$$;

-- Whether this service helps children in the case's municipality, and is another than the case's own.
create or replace function helps_here(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c
    join people_unit here on here.id = c.unit_id
    join people_service_serves serves on serves.municipality_id = c.municipality_id
    join people_service service on service.id = serves.service_id
    where c.id = case_ and service.id = service_ and service.id <> here.service_id
      and service.code <> 'administration')
$$;

-- Whether this service may be asked to help, for those in the team; who asks, and when, the row policy says.
create or replace function may_be_invited(case_ uuid, service_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$
  -- Of a group nobody is asked for consent, so more than one must know before another service does.
  select case_ = any(my_cases()) and helps_here(case_, service_) and exists (
    select from cases_case where id = case_ and (subject <> 'group' or shared_at is not null))
$$;

-- Whether those who carry the case may bring this seat in, on this basis: a leader of the unit or above it; a colleague
-- at the unit, by whoever leads or holds the baton, and in a sealed case or one about an adult here by who leads alone;
-- somebody of a service that the family has said yes to. Where the law needs no consent, in a sealed case, any
-- service that helps here. Always somebody who works with children there now; never whom the concern is about; and to a
-- case that has ended a leader alone.
create or replace function may_come_in(case_ uuid, seat_ uuid, basis_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  with recursive upwards as (
    select here.id, here.above_id from cases_case c join people_unit here on here.id = c.unit_id where c.id = case_
    union
    select above.id, above.above_id from people_unit above join upwards on above.id = upwards.above_id
  )
  select acts(case_) and exists (
    select from cases_case c
    join people_unit here on here.id = c.unit_id
    join people_seat seat on seat.id = seat_
    join people_unit unit on unit.id = seat.unit_id
    where c.id = case_
      and (c.closed_at is null or basis_ = 'leader')
      and seat.role in ('worker', 'leader', 'deputy')
      and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now())
      and not exists (select from cases_exclusion x where x.case_id = c.id and x.person_id = seat.person_id)
      and case basis_
        when 'leader' then seat.role in ('leader', 'deputy') and unit.id in (select id from upwards)
        when 'own_service' then unit.id = here.id
          and (leads(c.id) or holds(c.id) and c.sealed_at is null and c.adult_here_at is null)
        when 'consent' then c.sealed_at is null and consented_unchecked(c.id, unit.service_id) and exists (
            select from consents_invitedservice invited
            where invited.case_id = c.id and invited.service_id = unit.service_id and invited.ended_at is null)
        when 'statute' then c.sealed_at is not null and helps_here(c.id, unit.service_id)
        else false end)
$$;

-- Whether the asking seat has said yes to the baton just now.
create or replace function has_accepted(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from handovers_handover
    where case_id = case_ and to_seat_id = asking_seat() and accepted and answered_at = laget_now())
$$;

-- Whether the asking seat comes in to the team with that yes, and not before: at the case's own unit. Whoever holds the baton on the family's
-- consent stays in on it, and is out when it is taken back.
create or replace function comes_in_by_yes(case_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select has_accepted(case_) and exists (
    select from cases_case c join people_seat seat on seat.unit_id = c.unit_id
    where c.id = case_ and seat.id = asking_seat())
$$;

-- Whether this is the seat of somebody whom the case is kept from; asked only by those in the team.
create or replace function is_kept_out(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case_ = any(my_cases()) and exists (
    select from cases_exclusion x join people_seat seat on seat.person_id = x.person_id
    where x.case_id = case_ and seat.id = seat_)
$$;

-- Whether the asking seat may let this seat in to the team, on this basis: itself as whoever opens the case, as a leader
-- of the unit, with a yes to the baton or to an invitation; and others as above.
create or replace function may_be_member(case_ uuid, seat_ uuid, basis_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(may_come_in(case_, seat_, basis_)
    or seat_ = asking_seat() and (basis_ = 'author' and opening(case_) or basis_ = 'leader' and on_my_worklist(case_)
      or basis_ = 'own_service' and comes_in_by_yes(case_))
    or basis_ = 'consent' and may_answer_invitation(case_, seat_), false)
$$;

-- Asked before the row policy is, and once more when the case is locked: somebody may be sealing it just now, saying that
-- an adult here is the concern, or taking the invitation back.
create or replace function on_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if may_be_member(new.case_id, new.seat_id, new.basis) then
    perform from cases_case where id = new.case_id for no key update;
    if may_be_member(new.case_id, new.seat_id, new.basis) then return new; end if;
  end if;
  raise exception 'Nobody may let this one in now' using errcode = 'insufficient_privilege';
end $$;

drop trigger if exists member_may_come_in on cases_teammember;
create trigger member_may_come_in before insert on cases_teammember
for each row when (row_security_active('cases_teammember')) execute function on_member();

-- Whether the asking seat may end this membership: its own, as the leader anybody's, as the holder anybody's but a
-- leader's, as the author that of a service whose invitation is taken back. Anybody in the team ends it for whoever
-- is kept out.
create or replace function may_end(case_ uuid, seat_ uuid, basis_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select seat_ = asking_seat() or leads(case_) or is_kept_out(case_, seat_)
    or holds(case_) and basis_ <> 'leader' and not exists (
      select from people_seat seat join cases_case c on c.unit_id = seat.unit_id
      where seat.id = seat_ and c.id = case_ and seat.role in ('leader', 'deputy'))
    or basis_ = 'consent' and acts(case_)
$$;

-- In the team of an open case there is always somebody who can go on with it: who wrote the worry, a leader, the
-- holder of the baton, or somebody else of the case's own unit. The lock lets two who leave at once do so one after the other.
create or replace function somebody_is_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare c cases_case;
begin
  select * into c from cases_case where id = new.case_id for no key update;
  if c.closed_at is null and not exists (
    select from cases_teammember member
    join people_seat seat on seat.id = member.seat_id
    where member.case_id = c.id and member.to_at is null
      and (member.basis in ('author', 'leader') or seat.unit_id = c.unit_id or exists (
        select from handovers_holding where case_id = c.id and seat_id = seat.id and to_at is null))
      and (seat.to_at is null or seat.to_at > laget_now())
      and not exists (select from cases_exclusion x where x.case_id = c.id and x.person_id = seat.person_id)
  ) then
    raise exception 'Nobody would be left in the team who can go on with the case' using errcode = 'LG005';
  end if;
  return null;
end $$;

drop trigger if exists somebody_is_left on cases_teammember;
create constraint trigger somebody_is_left after update on cases_teammember
deferrable initially immediate for each row
when (old.to_at is null and new.to_at is not null and new.basis not in ('consent', 'statute'))
execute function somebody_is_left();

-- When it ends, because whoever keeps a leader out brings in the one above within the same transaction.
drop trigger if exists somebody_is_left on cases_exclusion;
create constraint trigger somebody_is_left after insert on cases_exclusion
deferrable initially deferred for each row execute function somebody_is_left();

-- What people have recorded and still counts: for the case, its level or its round. What was said last counts, and
-- `began_on` is the first day of the same answer without another between; `first_on` that of any answer.
drop view if exists recorded_last;
drop function if exists recorded_last(uuid[]);
create or replace function recorded_last(ids uuid[])
returns table (case_id uuid, fact text, answer text, happened_on date, named_seat_id uuid, told_date date,
  began_on date, first_on date) language sql stable parallel safe as $$
  with counting as (
    select recorded.*, row_number() over said - row_number() over (
      partition by recorded.case_id, recorded.fact, recorded.answer order by recorded.at, recorded.id) run
    from moves_recordedfact recorded join cases_case c on c.id = recorded.case_id
    join pathway_pathwayfact declared on declared.version_id = c.version_id and declared.fact = recorded.fact
    where recorded.case_id = any(ids) and recorded.undone_at is null
      and (recorded.until is null or recorded.until >= local_day(least(laget_now(), c.closed_at)))
      and recorded.at >= case declared.lasts
        when 'round' then c.round_since when 'level' then c.level_since else '-infinity' end
    window said as (partition by recorded.case_id, recorded.fact order by recorded.at, recorded.id))
  select distinct on (case_id, fact) case_id, fact, answer, happened_on, named_seat_id, told_date,
    min(happened_on) over (partition by case_id, fact, answer, run),
    min(happened_on) over (partition by case_id, fact)
  from counting order by case_id, fact, at desc, id desc
$$;

-- Whom the facts of the asker's cases have named, as long as they are in the team: the turn of one who is not there
-- is nobody's.
create or replace function named_in(ids uuid[]) returns table (case_id uuid, fact text, seat_id uuid)
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select said.case_id, said.fact, said.named_seat_id
  from recorded_last(ids) said
  join teams_of(ids) team on team.case_id = said.case_id and team.seat_id = said.named_seat_id
  where said.case_id = any((select my_cases())::uuid[])
$$;

-- Whether the asking seat is who the pathway says: its author, its leader, the holder of the baton, whom a fact has
-- named, or anybody. The leader acts for one who is not there, or not any more.
create or replace function is_actor(case_ uuid, actor text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case
    when actor = 'leader' then leads(case_)
    when actor = 'author' then coalesce(basis_in(case_) = 'author', false)
      or leads(case_) and not author_is_here(case_)
    when actor = 'holder' then holds(case_)
      or leads(case_) and not exists (
        select from handovers_holding held join teams_of(array[case_]) team using (case_id, seat_id)
        where held.case_id = case_ and held.to_at is null)
    when actor like 'named.%' then coalesce(
      (select bool_or(named.seat_id = asking_seat()) from named_in(array[case_]) named
       where named.fact = substr(actor, length('named.') + 1)), leads(case_))
    else basis_in(case_) is not null end
$$;

-- What is filled in is one of the pathway's own forms, as the version after the last; in a sealed case none that
-- needs the guardians.
create or replace function may_fill(case_ uuid, form_ text, version_ integer) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c join pathway_pathwayfact declared on declared.version_id = c.version_id
    where c.id = case_ and c.id = any((select my_cases())::uuid[])
      and declared.fact = 'filled.' || form_ and c.closed_at is null
      and not (declared.guardians and c.sealed_at is not null)
      and version_ = 1 + coalesce((
        select max(filled.version) from cases_filledform filled where filled.case_id = c.id and filled.form = form_), 0))
$$;
