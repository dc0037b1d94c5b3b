-- Names are kept as they look, however they came here: `plain` in rules/names.py says the same, by the same two lists.

create or replace function plain_name(name_ text) returns text language sql immutable parallel safe as
$$ select trim(regexp_replace(normalize(seen_of(name_), NFC), spaces(), ' ', 'g')) $$;

create or replace function child_is_named_plainly() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.given_name := plain_name(new.given_name);
  new.family_name := plain_name(new.family_name);
  if new.given_name = '' then
    raise exception 'Nobody is without a name' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function is_named_plainly() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.name := plain_name(new.name);
  return new;
end $$;

drop trigger if exists named_plainly on people_child;
create trigger named_plainly before insert or update of given_name, family_name on people_child
for each row execute function child_is_named_plainly();

drop trigger if exists named_plainly on people_person;
create trigger named_plainly before insert or update of name on people_person
for each row execute function is_named_plainly();

drop trigger if exists named_plainly on people_group;
create trigger named_plainly before insert or update of name on people_group
for each row execute function is_named_plainly();
