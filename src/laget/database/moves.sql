-- A move is checked against the case's own pathway version and then sets the case's place. Nothing else can:
-- the application may not update those columns. Error LG001 carries what is missing, LG002 says why not.

-- Whether one of the lines holds. A line may join facts: `a and b`.
create or replace function any_holds(facts text[], lines text[]) returns boolean
language sql immutable parallel safe as
$$ select exists (select from unnest(lines) line where string_to_array(line, ' and ') <@ facts) $$;

create or replace function applies(facts text[], applies_when text[], applies_unless text[]) returns boolean
language sql immutable parallel safe as $$
  select (applies_when = '{}' or any_holds(facts, applies_when)) and not any_holds(facts, applies_unless)
$$;

-- Whether a need is met: one of the facts that it leaves a choice between (`a or b`) is true, or the case exempt.
create or replace function is_met(need text, facts text[]) returns boolean
language sql immutable parallel safe as $$
  select exists (select from unnest(string_to_array(need, ' or ')) fact
                 where fact = any(facts) or 'exempt.' || fact = any(facts))
$$;

create or replace function refuse_move(why text) returns void language plpgsql as
$$ begin raise exception 'This move is not possible: %', why using errcode = 'LG002'; end $$;

-- Whether the order of two steps counts: tracks do not wait for each other.
create or replace function in_line(track text, other text) returns boolean
language sql immutable parallel safe as $$ select track = other or track = '' or other = '' $$;

-- The steps of this round that concern the case as it is now: but those that come before the step its latest move led
-- to.
drop function if exists entered_at(cases_case);
create or replace function steps_of_round(c cases_case, facts text[]) returns setof pathway_pathwaystep
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from pathway_pathwaystep step
  where version_id = c.version_id and level = c.level and applies(facts, applies_when, applies_unless)
    and not exists (
      select from pathway_pathwaystep entered
      where entered.version_id = c.version_id and entered.level = c.level and entered.step = c.entered_step
        and step.rank < entered.rank and in_line(step.track, entered.track))
$$;

-- What an exit still needs: its own requirements, and all that its step, those beside it and those before it need.
-- One that is open on all of its level has no step.
create or replace function missing_for(c cases_case, way pathway_pathwayexit, facts text[]) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with walked as (select * from steps_of_round(c, facts)), own as (select rank, track from walked where step = way.step)
  select coalesce(array_agg(distinct need order by need), '{}') from (
    select unnest(way.requires) need
    union
    select unnest(done_when) from walked
    where step = way.step or (not optional and exists (
      select from own where walked.rank <= own.rank and in_line(walked.track, own.track)))
  ) needs where not is_met(need, facts)
$$;

-- Whether somebody else than whoever is asking has looked at the case before this exit is taken.
create or replace function is_checked(c cases_case, way pathway_pathwayexit) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select way.checked_by = '' or exists (
    select from moves_recordedfact recorded join people_seat seat on seat.id = recorded.seat_id
    where recorded.case_id = c.id and recorded.fact = 'checked.' || way.exit and recorded.undone_at is null
      and recorded.at >= c.round_since and seat.person_id <> asking_person()
      and not exists (select from cases_exclusion x where x.case_id = c.id and x.person_id = seat.person_id))
$$;

-- Where "back to where it came from" leads for a case that now takes this exit out of its level.
create or replace function came_from(c cases_case, way_ text) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select 'step ' || level || '.' || step from pathway_pathwayexit
                   where version_id = c.version_id and level = c.level and exit = way_ and step <> ''),
                  case when c.entered_step = '' then 'level ' || c.level
                    else 'step ' || c.level || '.' || c.entered_step end)
$$;

create or replace function check_exit(c cases_case, move moves_move) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  way pathway_pathwayexit;
  facts text[] := array(select fact from facts_unchecked(array[c.id]));
  missing text[];
begin
  select * into way from pathway_pathwayexit
  where version_id = c.version_id and level = c.level and exit = move.exit
    and (step = '' or step in (select step from steps_of_round(c, facts)))
    and applies(facts, applies_when, applies_unless);
  if way.id is null then
    perform refuse_move('there is no such way on from where the case is now');
  end if;
  -- The word itself is no place: it would let the case stay where the way leads back.
  if (move.target = 'return' or move.target <> all(way.targets))
    and (move.target <> c.return_to or c.return_to = '' or 'return' <> all(way.targets)) then perform refuse_move('this way on does not lead there');
  end if;
  if way.reason and move.reason = '' then perform refuse_move('it needs a reason'); end if;
  missing := missing_for(c, way, facts);
  if missing <> '{}' then
    raise exception 'Something is missing' using errcode = 'LG001', detail = array_to_string(missing, ',');
  end if;
  if not is_checked(c, way) then
    raise exception 'Nobody else has looked' using errcode = 'LG001', detail = 'checked.' || way.exit;
  end if;
end $$;

-- The newest version of the same pathway, where it is newer than this one: the only one that a case is moved to. An
-- older one would bring back gates that somebody has since made narrower.
create or replace function newer_version(version_ uuid) returns uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select newer.id from pathway_pathwayversion own
  join pathway_pathwayversion newer on newer.municipality_id = own.municipality_id and newer.name = own.name
    and newer.published_at > own.published_at
  where own.id = version_ order by newer.published_at desc, newer.version desc limit 1
$$;

-- Whether a case that cannot stand where it is in the other version may go on at this level of it: at its own, from the
-- beginning, or at one as far from the start as its own or nearer, before all that was further up. Where there is none,
-- at the first. `rules/moving.py` says the same.
create or replace function may_go_on_at(c cases_case, version_ uuid, level_ text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with old as (select * from pathway_pathwaylevel where version_id = c.version_id and protects = ''),
  own as (select position from old where level = c.level),
  new as (select * from pathway_pathwaylevel where version_id = version_ and protects = ''),
  reached as (
    select level from new
    where level = c.level or (position <= (select position from own) and not exists (
      select from new before join old further using (level)
      where before.position <= new.position and further.position > (select position from own))))
  select coalesce(level_ in (select level from reached) or not exists (select from reached)
    and level_ = (select level from new order by position limit 1), false)
$$;

-- Whether the case can stand in that version: where it is, or, only where it cannot, at the level that is named. A
-- sealed case stands on that version's own way of it, wherever that is.
create or replace function fits_in(c cases_case, move moves_move) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with same as (
    select from pathway_pathwaylevel place
    left join pathway_pathwaystep step using (version_id, level)
    where place.version_id = move.to_version_id and place.protects = '' and place.level = c.level
      and c.entered_step in ('', step.step))
  select coalesce(move.to_version_id = newer_version(c.version_id)
    and exists (select from pathway_pathwaysubject where version_id = move.to_version_id and subject = c.subject)
    and case
      when c.sealed_at is not null or exists (select from same) then move.target = ''
      else move.target like 'level %' and may_go_on_at(c, move.to_version_id, substr(move.target, 7)) end, false)
$$;

create or replace function check_move(c cases_case, move moves_move) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if move.kind not in ('opened', 'exit', 'sealed', 'reopened', 'in_error', 'version') then
    perform refuse_move('there is no such kind of move');
  end if;
  -- Only an exit leads somewhere of its own choice, and only an exit is held against the pathway. A case may begin
  -- at another place than the first where the pathway has such an entry.
  if move.kind not in ('exit', 'version') and (move.exit <> '' or move.target <> '') and not (
    move.kind = 'opened' and exists (
      select from pathway_pathwayentry
      where version_id = c.version_id and entry = move.exit and target = move.target and is_for_me(services))) then
    perform refuse_move('only an exit leads somewhere');
  end if;
  -- A move made earlier or later than it is would change what counts in its round.
  if move.at <> laget_now() then perform refuse_move('it is made now'); end if;
  if move.kind = 'opened' and c.level <> '' then perform refuse_move('the case is open already'); end if;
  if move.kind <> 'opened' and c.level = '' then perform refuse_move('the case is not open yet'); end if;
  if move.kind = 'reopened' and c.closed_at is null then perform refuse_move('the case is not closed'); end if;
  if move.kind in ('exit', 'sealed', 'version') and c.closed_at is not null then
    perform refuse_move('the case is closed');
  end if;
  if move.kind = 'sealed' and c.sealed_at is not null then perform refuse_move('the case is sealed already'); end if;
  if move.reason = '' and (move.kind in ('reopened', 'in_error', 'version') or move.target in ('closed', 'aftercare')) then
    perform refuse_move('it needs a reason');
  end if;
  if (move.kind = 'version') <> (move.to_version_id is not null) then
    perform refuse_move('only a move to another version names one');
  end if;
  if (move.target = 'aftercare') <> (move.aftercare_until is not null) then
    perform refuse_move('aftercare has a day, and nothing else');
  end if;
  if move.aftercare_until not between local_day(move.at) and local_day(move.at) + coalesce((
      select aftercare_days from pathway_pathwayversion where id = c.version_id), 0) then
    perform refuse_move('the aftercare lasts as long as the pathway says');
  end if;
  if move.kind = 'exit' then perform check_exit(c, move); end if;
  if move.kind = 'version' and not fits_in(c, move) then
    perform refuse_move('the case has no such place in that version');
  end if;
end $$;

-- Anybody in the team seals. The case goes its way, and is opened again, by those who carry it; and it is for its
-- author or its leader to say that it never should have been.
create or replace function refuse_bystander(move moves_move) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if move.kind in ('exit', 'reopened', 'version') and acts(move.case_id) then return; end if;
  if move.kind = 'in_error' and (basis_in(move.case_id) = 'author' or leads(move.case_id)) then return; end if;
  if move.kind not in ('exit', 'reopened', 'in_error', 'version') then return; end if;
  raise exception 'This move is for others in the team' using errcode = 'insufficient_privilege';
end $$;

-- A way on takes the whole case along, or ends it, whichever track its step is of: there is one place that a case
-- stands on. What other tracks lack is then left undone (`left_behind` in rules/progress.py tells of it beforehand).
create or replace function take_place(c cases_case, move moves_move) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  to_level text := c.level;
  to_step text := c.entered_step;
  stays boolean;
begin
  if move.kind = 'opened' and move.target = '' then
    to_step := '';
    select level into to_level from pathway_pathwaylevel
    where version_id = c.version_id and protects = '' order by position limit 1;
  elsif move.kind = 'sealed' or (move.kind = 'version' and c.sealed_at is not null) then
    to_step := '';
    select level into to_level from pathway_pathwaylevel
    where version_id = coalesce(move.to_version_id, c.version_id) and protects = 'violence' limit 1;
  elsif move.target like 'level %' then
    to_level := substr(move.target, 7); to_step := '';
  elsif move.target like 'step %' then
    to_level := split_part(substr(move.target, 6), '.', 1); to_step := split_part(move.target, '.', 2);
  end if;
  -- Whoever stands nowhere is on no page any more, and takes every list along.
  if to_level is distinct from c.level and not exists (
    select from pathway_pathwaylevel
    where version_id = coalesce(move.to_version_id, c.version_id) and level = to_level) then
    perform refuse_move('there is no such place');
  end if;
  -- Another version is no new round where the case stays in its place, nor is an end: what was done stands as done.
  stays := to_level = c.level and (move.kind = 'in_error' or move.target in ('closed', 'aftercare')
    or move.kind = 'version' and move.target = '');
  update cases_case set
    version_id = coalesce(move.to_version_id, c.version_id),
    level = to_level,
    entered_step = to_step,
    -- In another version what it came from may be gone, and a case must never stand nowhere.
    return_to = case
      when move.kind = 'version' then ''
      when to_level = c.level then c.return_to
      when move.kind = 'exit' and move.target <> c.return_to then came_from(c, move.exit)
      else '' end,
    level_since = case when to_level = c.level and move.kind <> 'reopened' then c.level_since else move.at end,
    round_since = case when stays then c.round_since else move.at end,
    round = case when stays then c.round when to_level = c.level then c.round + 1 else 1 end,
    sealed_at = case when move.kind = 'sealed' then move.at else c.sealed_at end,
    closed_at = case when move.kind = 'in_error' or move.target in ('closed', 'aftercare') then move.at end,
    in_error = move.kind = 'in_error',
    aftercare_until = move.aftercare_until
  where id = c.id;
end $$;

-- A guardian's yes opens nothing in a sealed case: who is in by it is out, until a leader lets them in by law. Whoever
-- seals it stays, by law from then on: it is theirs to report (bvl § 13-2). Somebody may have come in since their form
-- was sent.
create or replace function end_consents(move moves_move) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_teammember set
    basis = case when seat_id = move.seat_id then 'statute' else basis end,
    to_at = case when seat_id <> move.seat_id then greatest(from_at, move.at) end
  where case_id = move.case_id and basis = 'consent' and to_at is null;
end $$;

-- The asker's cases that have ended, and of which the way that ended them, or one before, asks for more than has
-- been done since. After an end it can only ask for what people record.
create or replace function owing_cases() returns uuid[]
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct c.id), '{}')
  from cases_case c
  join moves_move move on move.case_id = c.id and move.kind = 'exit'
  join pathway_pathwayexit way
    on way.version_id = c.version_id and way.level = move.from_level and way.exit = move.exit and way.owes <> '{}'
  cross join unnest(way.owes) need
  where c.id = any((select my_cases())::uuid[]) and c.closed_at is not null and not c.in_error
    and not exists (
      select from moves_recordedfact said
      where said.case_id = c.id and said.undone_at is null and said.at >= move.at
        and names_of(said.fact, said.answer) && string_to_array(need, ' or '))
$$;

create or replace function on_move() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare c cases_case;
begin
  perform refuse_outsider(new.case_id);
  perform refuse_bystander(new);
  select * into c from cases_case where id = new.case_id for no key update;
  perform check_move(c, new);
  new.from_level := c.level;
  perform take_place(c, new);
  if new.kind = 'sealed' then perform end_consents(new); end if;
  return new;
end $$;

drop trigger if exists move_is_checked on moves_move;
create trigger move_is_checked before insert on moves_move for each row execute function on_move();
