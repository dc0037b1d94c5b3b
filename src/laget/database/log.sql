-- The access log that nobody can bend. The database itself writes in which service somebody asked, and what let them in.
-- As the transaction ends, each entry is linked to the one before it in the chain of every municipality that it
-- concerns. The hash is over the link before and the whole entry: what is changed, taken out or put in between is found
-- by `laget log verify`, which works the same out again (ops/log/verifier.py).

create or replace function on_log() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.action !~ '^[a-z_]+$' then
    raise exception 'An action is one word' using errcode = 'check_violation';
  end if;
  new.service_id := my_service();
  new.basis := case
    when new.seat_id is null then 'guardian'
    when new.case_id is null then ''
    else coalesce(
      (select basis from cases_teammember where case_id = new.case_id and seat_id = new.seat_id and to_at is null),
      case when on_my_worklist(new.case_id) then 'worklist'
        when new.case_id = any(offered_cases()) then 'offered'
        when new.case_id = any(invited_cases()) then 'invited' end,
      '')
  end;
  return new;
end $$;

-- All of an entry, in one line: none of its words holds a stroke or a line break.
create or replace function log_line(entry foundation_accesslog) returns text language sql stable parallel safe as $$
  select concat_ws('|', entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.person_id,
    coalesce(entry.seat_id::text, ''), coalesce(entry.service_id::text, ''), entry.basis,
    coalesce(entry.case_id::text, ''), array_to_string(entry.seen, ','), array_to_string(entry.children, ','),
    entry.action, entry.wrote::int)
$$;

grant execute on function log_line(foundation_accesslog) to laget_backup;

create or replace function log_concerns(entry foundation_accesslog) returns setof uuid
language sql stable parallel safe as $$
  select municipality_id from cases_case where id = any(entry.seen || entry.case_id)
  union
  select municipality_id from people_child where id = any(entry.children)
  order by 1
$$;

-- One at a time in each municipality, from here until the transaction has ended, which is soon: this is the last it
-- does. Municipalities are taken in one order, so that two who saw children of the same two do not wait for each other.
-- Whose turn it is, is a row that the application may not lock: it could otherwise stop the pages of any municipality. It
-- has a turn only by an entry of its own, until that transaction ends.
create or replace function on_logged() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  here uuid;
  last foundation_loglink;
begin
  for here in select log_concerns(new) loop
    insert into foundation_logturn (municipality_id) values (here) on conflict do nothing;
    perform from foundation_logturn where municipality_id = here for update;
    select * into last from foundation_loglink where municipality_id = here order by number desc limit 1;
    last.number := coalesce(last.number, 0) + 1;
    insert into foundation_loglink (municipality_id, number, entry_id, hash) values (here, last.number, new.id,
      sha256(convert_to(concat_ws('|', coalesce(encode(last.hash, 'hex'), ''), here, last.number, log_line(new)), 'UTF8')));
  end loop;
  return null;
end $$;

drop trigger if exists log_says_why on foundation_accesslog;
create trigger log_says_why before insert on foundation_accesslog for each row execute function on_log();

drop trigger if exists log_is_linked on foundation_accesslog;
create constraint trigger log_is_linked after insert on foundation_accesslog deferrable initially deferred
for each row execute function on_logged();

-- Who of the staff has read or written about a child that the guardian follows a case of: a line a day and person, of
-- the last days that have any, before a day. Not which page it was, nor of which case: a thought that came to nothing,
-- and another case, would be told. Who it was, is not told where the child's address is hidden: it would say where. Nor of a child with a
-- case about an adult here: that her leader reads no more, and the one above does, would tell whom it is about.
drop function if exists family_log(date, int);
create function family_log(before date, days int)
returns table (child_id uuid, given_name text, day date, name text, title text, unit text,
  read boolean, wrote boolean, listed boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with mine as (
    select c.id as case_id, child.id as child_id,
      child.hidden_address or bool_or(c.adult_here_at is not null) over (partition by child.id) as unnamed
    from cases_case c join people_child child on child.id = c.child_id
    where c.id = any((select my_family_cases())::uuid[])),
  found as (
    select mine.child_id, mine.unnamed, log.id, log.at, log.seat_id, log.wrote, false as listed
    from mine join foundation_accesslog log on log.case_id = mine.case_id
    union
    select mine.child_id, mine.unnamed, log.id, log.at, log.seat_id, log.wrote, true
    from mine join foundation_accesslog log on log.seen <> '{}' and log.seen @> array[mine.case_id]
    union
    select mine.child_id, mine.unnamed, log.id, log.at, log.seat_id, log.wrote, not log.wrote
    from mine join foundation_accesslog log on log.children <> '{}' and log.children @> array[mine.child_id]),
  told as (
    select found.*, local_day(found.at) as day, dense_rank() over (order by local_day(found.at) desc) as back
    from found where found.seat_id is not null and local_day(found.at) < before)
  select child.id, child.given_name, told.day,
    case when told.unnamed then '' else person.name end,
    case when told.unnamed then '' else seat.title end,
    case when told.unnamed then '' else unit.name end,
    bool_or(not told.wrote and not told.listed), bool_or(told.wrote), bool_or(told.listed)
  from told
  join people_child child on child.id = told.child_id
  join people_seat seat on seat.id = told.seat_id
  join people_person person on person.id = seat.person_id
  join people_unit unit on unit.id = seat.unit_id
  where told.back <= days
  group by 1, 2, 3, 4, 5, 6
  order by child.given_name, child.id, told.day desc, max(told.at) desc
$$;
