-- Who has come in to a team, and whether they have read anything of it.

-- The first page of a case that somebody in its team reads. The access log knows it too, but is long: a list of cases
-- would have to look through it. Only reading counts, which locks nothing else: whoever writes has read the page before.
create or replace function on_case_read() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_teammember set opened_at = new.at
  where case_id = new.case_id and seat_id = new.seat_id and to_at is null and opened_at is null;
  return null;
end $$;

drop trigger if exists case_is_read on foundation_accesslog;
create trigger case_is_read after insert on foundation_accesslog
for each row when (new.case_id is not null and not new.wrote) execute function on_case_read();

-- Those of the asking seat's cases that another has let it in to after that moment, and that it has not opened since.
-- The access log tells who wrote in the case at the moment it came in.
-- A leader is told of a worry as such, and whoever wrote it knows.
create or replace function not_opened_yet(after timestamptz)
returns table (case_id uuid, since timestamptz, let_in_by text)
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select member.case_id, member.from_at, (
    select person.name from foundation_accesslog log join people_person person on person.id = log.person_id
    where log.case_id = member.case_id and log.at = member.from_at and log.wrote
    order by log.id limit 1)
  from cases_teammember member
  where member.seat_id = (select asking_seat()) and member.to_at is null
    and member.basis not in ('author', 'leader') and member.from_at > after
    and member.opened_at is null
    and member.case_id = any((select my_cases())::uuid[])
$$;
