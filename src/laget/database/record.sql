-- What is on record stays on record: it is added to, and neither written over nor moved in time. Error LG006.
-- Whose turn it is to write, the row policies say; here stands what a row may become, given what it was.

create or replace function refuse_rewriting(why text) returns void language plpgsql as
$$ begin raise exception 'This stays on record: %', why using errcode = 'LG006'; end $$;

-- Whether a moment stays as it was, or is set for the first time, to now.
create or replace function said_once(was timestamptz, becomes timestamptz) returns boolean language sql stable as
$$ select becomes is not distinct from was or was is null and becomes = laget_now() $$;

create or replace function on_case_told() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not acts(new.id) then
    raise exception 'Only those who carry the case say this of it' using errcode = 'insufficient_privilege';
  end if;
  if not said_once(old.adult_here_at, new.adult_here_at) then
    perform refuse_rewriting('that an adult here is the concern is said once, when it is');
  end if;
  if not said_once(old.shared_at, new.shared_at) then
    perform refuse_rewriting('it is shared once, when it is');
  end if;
  return new;
end $$;

drop trigger if exists case_is_told on cases_case;
create trigger case_is_told before update of adult_here_at, shared_at on cases_case
for each row execute function on_case_told();

-- What has been held is neither moved nor called off nor made never to have been, and what is called off is over.
-- The day that it was held may be corrected, the minutes written anew by whoever writes, as the next version.
create or replace function on_meeting_written() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.cancelled_at is not null and new is distinct from old then
    perform refuse_rewriting('the meeting was called off');
  end if;
  if old.held_at is not null and (new.held_at is null or new.cancelled_at is not null
      or (new.place, new.starts_at, new.voice_by) is distinct from (old.place, old.starts_at, old.voice_by)) then
    perform refuse_rewriting('the meeting has been held');
  end if;
  if new.held_at > laget_now() or new.cancelled_at <> laget_now() then
    perform refuse_rewriting('it happens when it does');
  end if;
  if (new.minutes, new.minutes_version, new.minutes_by_id)
      is distinct from (old.minutes, old.minutes_version, old.minutes_by_id)
    and (new.minutes_version, new.minutes_by_id) is distinct from (old.minutes_version + 1, asking_seat()) then
    perform refuse_rewriting('minutes are written anew, by whoever writes');
  end if;
  return new;
end $$;

drop trigger if exists meeting_is_written on meetings_meeting;
create trigger meeting_is_written before update on meetings_meeting
for each row execute function on_meeting_written();

-- Checked when the transaction ends: the words are changed first, and then kept as a version.
create or replace function minutes_are_kept() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from meetings_minutesversion
    where meeting_id = new.id and version = new.minutes_version and text = new.minutes
      and seat_id = new.minutes_by_id
  ) then
    perform refuse_rewriting('every version of the minutes is kept');
  end if;
  return null;
end $$;

drop trigger if exists minutes_are_kept on meetings_meeting;
create constraint trigger minutes_are_kept after update on meetings_meeting
deferrable initially deferred for each row when (new.minutes_version <> old.minutes_version)
execute function minutes_are_kept();

-- A measure begins once, when somebody says so, and is stopped when it is; one that was stopped may go on.
create or replace function on_measure_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not said_once(old.started_at, new.started_at) then
    perform refuse_rewriting('a measure begins once, when it does');
  end if;
  if new.ended_at is not null and new.ended_at is distinct from old.ended_at and new.ended_at <> laget_now() then
    perform refuse_rewriting('a measure is stopped when it is');
  end if;
  return new;
end $$;

drop trigger if exists measure_moves_now on plans_measure;
create trigger measure_moves_now before update of started_at, ended_at on plans_measure
for each row execute function on_measure_moved();

-- A plan's words, goals and measures change with a row that says who changed what: written first, in the same moment.
create or replace function on_plan_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare part_ text := tg_argv[0];
begin
  if not exists (
    select from plans_planchange
    where case_id = new.case_id and part = part_ and seat_id = asking_seat() and at = laget_now()
      and part_id is not distinct from (to_jsonb(new) ->> 'id')::uuid
  ) then
    perform refuse_rewriting('a change of the plan is kept');
  end if;
  return new;
end $$;

-- What such a row says of a measure stood there until then: other measures are told apart by it (facts.sql).
create or replace function on_change_of_a_measure() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from plans_measure measure cross join jsonb_each_text(new.before) said
    where measure.id = new.part_id and said.key = any(what_where_who())
      and said.value is distinct from replace(to_jsonb(measure) ->> said.key, E'\r\n', E'\n')
  ) then
    perform refuse_rewriting('a change says what stood there');
  end if;
  return new;
end $$;

drop trigger if exists says_what_stood_there on plans_planchange;
create trigger says_what_stood_there before insert on plans_planchange
for each row when (new.part = 'measure') execute function on_change_of_a_measure();

drop trigger if exists plan_is_changed on plans_goal;
create trigger plan_is_changed before update on plans_goal
for each row when (new.* is distinct from old.*) execute function on_plan_changed('goal');

drop trigger if exists plan_is_changed on plans_measure;
create trigger plan_is_changed before update on plans_measure
for each row when (new.* is distinct from old.*) execute function on_plan_changed('measure');

drop trigger if exists plan_is_changed on plans_plan;
create trigger plan_is_changed before update on plans_plan
for each row when (
  (new.behind, new.needs, new.likes, new.matters, new.solved_before, new.qualities, new.relations, new.good_places)
  is distinct from
  (old.behind, old.needs, old.likes, old.matters, old.solved_before, old.qualities, old.relations, old.good_places)
) execute function on_plan_changed('words');
