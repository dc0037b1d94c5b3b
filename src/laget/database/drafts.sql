-- What somebody has begun to write and not sent goes away after the municipality's own number of days: it may hold a
-- worry about a child that nobody ever read.

-- The last day on which a draft is there. The number stands in the municipality's file, a year at most; a municipality
-- that was added before it could has 30 (ops/municipality_settings.py).
create or replace function draft_until(seat_ uuid, saved_at timestamptz) returns date
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select local_day(saved_at) + least(coalesce((here.settings ->> 'draft_days')::numeric, 30), 365)::int
  from people_seat seat join people_unit unit on unit.id = seat.unit_id
  join people_municipality here on here.id = unit.municipality_id
  where seat.id = seat_
$$;

-- Nobody sees one that is over; here it is taken away, whoever's it was. A day is the least that a municipality may
-- say, so the many that were saved since yesterday are not asked about each time somebody writes.
create or replace function end_old_drafts() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
$$
  delete from foundation_draft
  where saved_at < laget_now() - interval '1 day' and draft_until(seat_id, saved_at) < local_day(laget_now())
$$;

-- As many as anybody begins in a month, and no more: error LG008. None goes to make room: it may be a worry. Two that are
-- saved at once are saved one after the other, so that the second counts the first.
create or replace function refuse_too_many_drafts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('drafts of ' || new.seat_id, 0));
  if (select count(*) from foundation_draft where seat_id = new.seat_id) >= 200 then
    raise exception 'So many drafts nobody needs' using errcode = 'LG008';
  end if;
  return new;
end $$;

drop trigger if exists not_too_many on foundation_draft;
create trigger not_too_many before insert on foundation_draft
for each row execute function refuse_too_many_drafts();
