-- Sessions. Whoever knows a session's key is whoever signed in, so nobody may read the keys: a digest of each is kept. The
-- product's role has no right to the table, and asks here with the key that came in the cookie; somebody who has signed
-- in finds their own. It is the real time that counts here, also where the demo's clock has been moved.

create or replace function digest_of(key text) returns bytea language sql immutable parallel safe as
$$ select sha256(convert_to(key, 'UTF8')) $$;

-- Not over, and used within the last hour.
create or replace function is_alive(s foundation_session) returns boolean language sql stable parallel safe as
$$ select s.ends_at > now() and s.used_at > now() - interval '1 hour' $$;

-- That it was used is noted once a minute.
create or replace function session_of(key text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  s foundation_session;
begin
  select * into s from foundation_session kept where digest = digest_of(key) and is_alive(kept);
  if s.used_at < now() - interval '1 minute' then
    update foundation_session set used_at = now() where id = s.id;
  end if;
  return s.data;
end $$;

-- Whether it was kept: a new one only under a key that nobody has, a known one only while it is there. What is written in
-- a session never makes it last longer.
drop function if exists keep_session(text, text, timestamptz, boolean);
create or replace function keep_session(
  key text, written text, until timestamptz, as_new boolean, whose uuid, browser text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if as_new then
    delete from foundation_session kept where not is_alive(kept);
    insert into foundation_session (id, digest, data, person_id, device, started_at, used_at, ends_at)
    values (gen_random_uuid(), digest_of(key), written, whose, browser, now(), now(), until)
    on conflict do nothing;
  else
    update foundation_session kept
    set data = written, person_id = whose, device = browser, ends_at = least(ends_at, until)
    where digest = digest_of(key) and is_alive(kept);
  end if;
  return found;
end $$;

create or replace function end_session(key text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ delete from foundation_session where digest = digest_of(key) $$;

drop function if exists end_expired_sessions();

-- Where whoever asks is signed in; `here`: it is the session with that key.
create or replace function my_sessions(key text)
returns table (id uuid, device text, started_at timestamptz, used_at timestamptz, here boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select kept.id, kept.device, kept.started_at, kept.used_at, kept.digest = digest_of(key)
  from foundation_session kept
  where kept.person_id = asking_person() and is_alive(kept)
  order by 5 desc, 4 desc
$$;

create or replace function end_my_session(session_ uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ delete from foundation_session where id = session_ and person_id = asking_person() $$;
