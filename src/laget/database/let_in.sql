-- Who has come in to a team and not read that they have.

-- Those of the asking seat's cases that another has let it in to after that moment, and that it has not opened since.
-- Nothing is stored of it: the access log tells whether it has, and who wrote in the case at the moment it came in.
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
    and member.case_id = any((select my_cases())::uuid[])
    and not exists (
      select from foundation_accesslog log
      where log.case_id = member.case_id and log.seat_id = member.seat_id and log.at >= member.from_at)
$$;
