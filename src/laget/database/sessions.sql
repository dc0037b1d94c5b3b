-- Sessions. Who knows a session's key is whoever signed in, so the product's role may not read the keys: it has no
-- right to the table, and asks here with the key that came in the cookie. Nobody lists the others' sessions.

create or replace function session_of(key text) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$ select session_data from django_session where session_key = key and expire_date > now() $$;

-- Whether it was kept: a new one only under a key that nobody has, a known one only while it is there.
create or replace function keep_session(key text, data text, until timestamptz, as_new boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if as_new then
    insert into django_session (session_key, session_data, expire_date) values (key, data, until)
    on conflict do nothing;
  else
    update django_session set session_data = data, expire_date = until where session_key = key;
  end if;
  return found;
end $$;

create or replace function end_session(key text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ delete from django_session where session_key = key $$;

create or replace function end_expired_sessions() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ delete from django_session where expire_date <= now() $$;
