-- While a case is open, at a level that has a holder, the baton is handed on and never put down.
-- Checked when the transaction ends: whoever gives it away and whoever takes it do so as one. Error LG004.

create or replace function baton_is_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from cases_case c
    join pathway_pathwaystep step
      on step.version_id = c.version_id and step.level = c.level and step.holder = 'required'
    where c.id = new.case_id and c.closed_at is null
  ) and not exists (select from handovers_holding where case_id = new.case_id and to_at is null) then
    raise exception 'The baton of an open case is handed on, and never put down' using errcode = 'LG004';
  end if;
  return null;
end $$;

drop trigger if exists baton_is_held on handovers_holding;
create constraint trigger baton_is_held after update on handovers_holding
deferrable initially deferred for each row when (new.to_at is not null) execute function baton_is_held();

-- An offer falls when the case ends, and when it is sealed: then only the team may know of it.
create or replace function offers_fall() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update handovers_handover set answered_at = new.at where case_id = new.case_id and answered_at is null;
  return null;
end $$;

drop trigger if exists offers_fall on moves_move;
create trigger offers_fall after insert on moves_move for each row
when (new.kind in ('sealed', 'in_error') or new.target in ('closed', 'aftercare')) execute function offers_fall();

-- Locks the case for the asking seat, to whom its baton is offered and who may not change the case yet.
-- Every change of a case begins with this lock, so what is true here stays true until the transaction ends.
create or replace function lock_offered(case_ uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if case_ <> all(my_cases() || offered_cases()) then return false; end if;
  perform from cases_case where id = case_ for update;
  return case_ = any(my_cases() || offered_cases()) and exists (
    select from handovers_handover
    where case_id = case_ and to_seat_id = asking_seat() and answered_at is null);
end $$;
