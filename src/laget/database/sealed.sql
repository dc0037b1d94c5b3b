-- Nothing of a sealed case reaches a guardian: none is asked to a meeting, no note is written to the family.
-- Error LG003. The case is locked meanwhile, so that nobody seals it between the question and the answer.

create or replace function refuse_family(why text) returns void language plpgsql as
$$ begin raise exception 'The family is kept out: %', why using errcode = 'LG003'; end $$;

create or replace function is_sealed(case_ uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select sealed from (select sealed_at is not null sealed from cases_case where id = case_ for share) c);
end $$;

create or replace function on_attendee() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_outsider(new.case_id);
  if is_sealed(new.case_id) then perform refuse_family('the case is sealed'); end if;
  if tg_op = 'INSERT' and not exists (
    select from people_guardianship g join cases_case c on c.child_id = g.child_id
    where c.id = new.case_id and g.guardian_id = new.guardian_id and in_force(g)
      and (g.kind <> 'self' or answers_for(g, c))
  ) then
    perform refuse_family('this is not a guardian of the child');
  end if;
  return new;
end $$;

-- A meeting that was planned with guardians before the case was sealed is not held after it.
create or replace function on_meeting_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (exists (select from meetings_attendee where meeting_id = new.id and guardian_id is not null) or not exists (
      select from cases_case c join pathway_pathwaymeeting kind on kind.version_id = c.version_id
      where c.id = new.case_id and kind.meeting = new.template and not kind.guardians))
    and is_sealed(new.case_id) then
    perform refuse_family('the case is sealed');
  end if;
  return new;
end $$;

-- What is written to the family is for a case that the family may follow: past the first level, told to
-- the leader, not sealed, and not registered in error.
create or replace function on_family_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_outsider(new.case_id);
  if is_sealed(new.case_id) then perform refuse_family('the case is sealed'); end if;
  if not exists (
    select from cases_case c
    where c.id = new.case_id and c.shared_at is not null and not c.in_error and past_the_first(c)) then
    perform refuse_family('the case is not shared with the family yet');
  end if;
  return new;
end $$;

drop trigger if exists attendee_is_checked on meetings_attendee;
create trigger attendee_is_checked before insert or update on meetings_attendee
for each row when (new.guardian_id is not null) execute function on_attendee();

drop trigger if exists meeting_is_checked on meetings_meeting;
create trigger meeting_is_checked before update of held_at on meetings_meeting
for each row when (old.held_at is null and new.held_at is not null) execute function on_meeting_held();

drop trigger if exists family_entry_is_checked on cases_entry;
create trigger family_entry_is_checked before insert on cases_entry
for each row when (new.audience = 'family') execute function on_family_entry();

-- Whether whoever is in this case, and works with the child in another, must ask child welfare before meeting the
-- guardians. That the sealed case has ended changes nothing: somebody writes in it that child welfare has said they may.
create or replace function keeps_guardians_out(case_ uuid) returns boolean
language sql stable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c
    where c.id = case_ and c.sealed_at is not null and not c.in_error and (c.closed_at is null or not exists (
      select from cases_entry said
      where said.case_id = c.id and said.kind = 'guardians_cleared' and said.at >= c.closed_at)))
$$;
