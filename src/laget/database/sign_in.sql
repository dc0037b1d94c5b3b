-- Whom a provider has signed in. Nobody may read the ties: whoever has signed in is asked for by what the provider said, and
-- one person answers, or none. Staff are let in to a seat that is theirs now, and family to a child that is.
create or replace function person_signed_in(issuer_ text, digest_ bytea, kind_ text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select person.id
  from sign_in_tie tie join people_person person on person.id = tie.person_id
  where tie.issuer = issuer_ and tie.digest = digest_ and tie.kind = kind_
    and person.is_staff = (kind_ = 'staff')
    and case kind_
      when 'staff' then exists (
        select from people_seat seat
        where seat.person_id = person.id
          and seat.from_at <= laget_now() and (seat.to_at is null or seat.to_at > laget_now()))
      when 'family' then exists (
        select from people_guardianship g where g.guardian_id = person.id and in_force(g))
    end
$$;
