-- The baton of an open case is handed on: never put down, and never taken out of somebody's hand. Error LG004.

-- Who holds the baton of these cases, as it is now. Whoever may not see the case any more, because they left or a
-- consent was taken back, held it: it lies with the leader, and no page says that they hold it.
create or replace function holders_unchecked(ids uuid[]) returns table (case_id uuid, seat_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select holding.case_id, holding.seat_id
  from handovers_holding holding
  join teams_of(ids) team on team.case_id = holding.case_id and team.seat_id = holding.seat_id
  where holding.case_id = any(ids) and holding.to_at is null
$$;

-- The same of those of the cases that the asking seat may know of, which is asked only where somebody holds it.
create or replace function holders_of(ids uuid[]) returns table (case_id uuid, seat_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select held.* from holders_unchecked(array(
    select case_id from handovers_holding
    where case_id = any(ids) and to_at is null and (
      case_id = any((select my_cases())::uuid[])
      or case_id = any((select my_worklist_among(ids))::uuid[])
      or case_id = any((select offered_cases())::uuid[]))
  )) held
$$;

-- Whether the baton lies with the leader: its holder may not see the case any more, or an offer of it waits for
-- longer than the municipality says. It says so in working days, whose holidays no database knows: here they are
-- days, and the service, which counts the working days, says no for longer.
create or replace function lies_with_leader(case_ uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from handovers_holding holding
    where holding.case_id = case_ and holding.to_at is null
      and not exists (select from holders_unchecked(array[case_]))
  ) or exists (
    select from handovers_handover offer
    join cases_case c on c.id = offer.case_id
    join people_municipality municipality on municipality.id = c.municipality_id
    where offer.case_id = case_ and offer.answered_at is null
      and local_day(laget_now()) - local_day(offer.offered_at)
        > coalesce((municipality.settings #>> '{baton,leader_after}')::int, 5))
$$;

-- Whether the asking seat may end the holding of a case: having said yes to the baton, or as the leader with whom it
-- lies. When the holder is the concern it cannot wait for either: then anybody in the team may.
create or replace function may_take_over(case_ uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from cases_case where id = case_ and closed_at is null)
      and (has_accepted(case_) or leads(case_) and lies_with_leader(case_))
    or exists (
      select from handovers_holding where case_id = case_ and to_at is null and is_kept_out(case_, seat_id))
$$;

-- Whose the baton may be that has been taken over just now: theirs who said yes, or the leader's. After a holder who
-- is the concern, a leader's in the team, and only where there is none, theirs who said so.
create or replace function may_hold_after(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with leader as (
    select seat_id from cases_teammember
    where case_id = case_ and basis = 'leader' and to_at is null and is_in_team(case_, seat_id))
  select seat_ = asking_seat() and (has_accepted(case_) or leads(case_))
    or exists (
      select from handovers_holding where case_id = case_ and to_at = laget_now() and is_kept_out(case_, seat_id))
      and (seat_ in (select seat_id from leader) or seat_ = asking_seat() and not exists (select from leader))
$$;

-- Whether the asking seat may make this seat the holder. A free baton, where the level has one: itself as the author,
-- and as the leader anybody in the team.
create or replace function may_hold(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select basis_in(case_) is not null and is_in_team(case_, seat_)
    and case when exists (select from handovers_holding where case_id = case_ and to_at = laget_now())
      then may_hold_after(case_, seat_)
      else (leads(case_) or seat_ = asking_seat() and basis_in(case_) = 'author') and exists (
        select from cases_case c
        join pathway_pathwaylevel level
          on level.version_id = c.version_id and level.level = c.level and level.holder <> 'none'
        where c.id = case_ and c.closed_at is null)
      end
$$;

-- Whether the asking seat may offer the baton to this one: to somebody in the team, or who works at the case's unit; of a
-- sealed case, and where an adult here is the concern, only in the team. `candidates` in handovers/queries.py says the same.
create or replace function may_be_offered(case_ uuid, seat_ uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c join people_seat seat on seat.id = seat_
    where c.id = case_ and c.id = any((select my_cases())::uuid[]) and c.closed_at is null and seat_ <> asking_seat()
      and not is_kept_out(case_, seat_)
      and (is_in_team(case_, seat_) or seat.unit_id = c.unit_id and seat.role in ('worker', 'leader', 'deputy')
        and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now())
        and c.sealed_at is null and c.adult_here_at is null))
$$;

-- Both checked when the transaction ends: whoever gives it away and whoever takes it do so as one.
create or replace function baton_is_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from cases_case c
    join pathway_pathwaylevel level
      on level.version_id = c.version_id and level.level = c.level and level.holder = 'required'
    where c.id = new.case_id and c.closed_at is null
  ) and not exists (select from handovers_holding where case_id = new.case_id and to_at is null) then
    raise exception 'The baton of an open case is handed on, and never put down' using errcode = 'LG004';
  end if;
  return null;
end $$;

drop trigger if exists baton_is_held on handovers_holding;
create constraint trigger baton_is_held after update on handovers_holding
deferrable initially deferred for each row when (new.to_at is not null) execute function baton_is_held();

create or replace function a_yes_is_kept() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from handovers_holding
    where case_id = new.case_id and seat_id = new.to_seat_id and from_at = new.answered_at
  ) then
    raise exception 'Whoever says yes to the baton holds it' using errcode = 'LG004';
  end if;
  return null;
end $$;

drop trigger if exists a_yes_is_kept on handovers_handover;
create constraint trigger a_yes_is_kept after update on handovers_handover
deferrable initially deferred for each row when (new.accepted) execute function a_yes_is_kept();

-- An offer falls when the case ends, when it is sealed and when an adult here is the concern: then only the team may
-- know of it. And when the one who was asked leaves the team: a yes would bring them back.
create or replace function offers_fall() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update handovers_handover set answered_at = laget_now() where case_id = new.case_id and answered_at is null;
  return null;
end $$;

create or replace function offers_to_them_fall() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update handovers_handover set answered_at = laget_now()
  where case_id = new.case_id and to_seat_id = new.seat_id and answered_at is null;
  return null;
end $$;

drop trigger if exists offers_fall on cases_exclusion;
create trigger offers_fall after insert on cases_exclusion for each row execute function offers_fall();

drop trigger if exists offers_fall on cases_teammember;
create trigger offers_fall after update on cases_teammember for each row
when (old.to_at is null and new.to_at is not null) execute function offers_to_them_fall();

drop trigger if exists offers_fall on moves_move;
create trigger offers_fall after insert on moves_move for each row
when (new.kind in ('sealed', 'in_error') or new.target in ('closed', 'aftercare')) execute function offers_fall();

-- Locks the case for the asking seat, to whom its baton is offered and who may not change the case yet.
-- Every change of a case begins with this lock, so what is true here stays true until the transaction ends.
create or replace function lock_offered(case_ uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if case_ <> all(my_cases() || offered_cases()) then return false; end if;
  perform from cases_case where id = case_ for no key update;
  return case_ = any(my_cases() || offered_cases()) and exists (
    select from handovers_handover
    where case_id = case_ and to_seat_id = asking_seat() and answered_at is null);
end $$;
