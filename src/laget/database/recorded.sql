-- What people record of a case: only what its pathway asks for where it stands. rules/asked.py says the same, but
-- that of the deadlines only those count which run; what a deadline asks for beside that changes nothing.

-- Of the steps of this round and of the ways on from them, and what a way that was taken still asks for, which is all
-- that is left when a case has ended.
create or replace function asked_of(c cases_case) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with told as (select array(select fact from facts_unchecked(array[c.id])) facts),
  walked as (select step.* from told, steps_of_round(c, facts) step where c.closed_at is null),
  asking (need) as (
    select unnest(done_when || dues) from walked
    union
    select unnest(way.requires) from told, pathway_pathwayexit way
    where way.version_id = c.version_id and way.level = c.level and c.closed_at is null
      and (way.step = '' or way.step in (select step from walked))
      and applies(facts, way.applies_when, way.applies_unless)
    union
    select unnest(way.owes) from moves_move move
    join pathway_pathwayexit way
      on way.version_id = c.version_id and way.level = move.from_level and way.exit = move.exit
    where move.case_id = c.id and move.kind = 'exit')
  select coalesce(array_agg(distinct fact), '{}') from asking, unnest(string_to_array(need, ' or ')) fact
$$;

-- Whether it is, in any of its answers. Somebody's look is for a way on from here; nobody does without anything, looks
-- or says no to a proposal once the case has ended.
create or replace function is_asked(c cases_case, declared pathway_pathwayfact) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case
    when declared.fact like 'checked.%' then c.closed_at is null and exists (
      select from pathway_pathwayexit way
      where way.version_id = c.version_id and way.level = c.level and declared.fact = 'checked.' || way.exit)
    when declared.fact like '%.%' then c.closed_at is null
    else asked_of(c) && array(
      select name from unnest(declared.answers) answer, unnest(names_of(declared.fact, answer)) name) end
$$;

-- What is recorded is something that the case's own pathway asks for where the case is, said by whom it asks, and
-- answered as it says; an exemption ends. It has happened, since the child was born; a date is told, no farther ahead than
-- rules/days.py looks, and somebody in the team named, where the file asks for that. In a sealed case it is nothing that
-- needs the guardians.
drop function if exists may_record(uuid, text, date) cascade;
drop function if exists may_record(uuid, text, text, date) cascade;
create or replace function may_record(
  case_ uuid, fact_ text, answer_ text, on_ date, told_ date, named_ uuid, until_ date) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from cases_case c join pathway_pathwayfact declared on declared.version_id = c.version_id
    left join people_child child on child.id = c.child_id
    where c.id = case_ and declared.fact = fact_ and declared.fact <> 'last_event'
      and on_ <= local_day(laget_now()) and on_ >= coalesce(child.born_on, date '1900-01-01')
      and (told_ is null or declared.kind = 'date' and told_ >= on_
        and told_ <= local_day(laget_now()) + days_ahead())
      and (named_ is null or declared.kind = 'person' and is_in_team(case_, named_))
      and declared.fact not like all (array['took.%', 'filled.%', 'missed.%', 'counts.%'] || of_one_invited())
      and is_asked(c, declared)
      and answer_ = any(declared.answers) and is_actor(case_, declared.by)
      and not (declared.guardians and c.sealed_at is not null)
      and (until_ is not null) = (declared.longest_days is not null)
      and (until_ is null or until_ <= local_day(laget_now()) + declared.longest_days))
$$;
