-- Whom a case is about, other than a child of a group: rows that come with their first case, and stay what they are.
-- Error LG007 carries the name of a child that was written in the case of a group.

-- The guardianships of those who must answer in this case; of a case that is not the asker's, none.
create or replace function who_must_answer(case_ uuid) returns setof uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select g.id from cases_case c join people_guardianship g on g.child_id = c.child_id and answers_for(g, c)
  where c.id = case_ and c.id = any((select my_cases())::uuid[])
$$;

-- Whether any pathway in use in the asking seat's municipality offers those of its service such cases. Raises where none does.
create or replace function refuse_not_offered(subject_ text) returns void
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select from people_seat me
    join people_unit unit on unit.id = me.unit_id
    cross join lateral pathways_in_use(unit.municipality_id) as version(id)
    where me.id = asking_seat() and me.role in ('worker', 'leader', 'deputy') and offers(version.id, subject_)
  ) then return; end if;
  raise exception 'Nobody here is offered such a case' using errcode = 'insufficient_privilege';
end $$;

-- A woman who expects a child, and her own account, with which she answers for herself. The same woman again, however
-- her name is cased, only for somebody who may see her row: whether another has a case on her is not to be found out
-- by trying. Two who write of her at once do so one after the other: then the second may have come to meet her.
create or replace function a_pregnant_woman(given_ text, family_ text, born_ date) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  woman uuid;
  called text := plain_name(given_);
  of_family text := plain_name(family_);
  account uuid := gen_random_uuid();
begin
  perform refuse_not_offered('pregnant');
  perform pg_advisory_xact_lock(hashtextextended(lower(called || ' ' || of_family) || born_, 0));
  select id into woman from people_child
  where kind = 'pregnant' and born_on = born_ and lower(given_name) = lower(called) and lower(family_name) = lower(of_family)
    and id = any(met_in_cases()) and municipality_id = (
      select unit.municipality_id from people_seat me join people_unit unit on unit.id = me.unit_id
      where me.id = asking_seat()) limit 1;
  if woman is not null then return woman; end if;
  insert into people_child (id, municipality_id, kind, given_name, family_name, born_on, hidden_address)
  select gen_random_uuid(), unit.municipality_id, 'pregnant', called, of_family, born_, false
  from people_seat me join people_unit unit on unit.id = me.unit_id where me.id = asking_seat()
  returning id into woman;
  insert into people_person (id, username, name, is_staff, language, scheme)
  select account, 'p-' || account, called || ' ' || of_family, false, here.languages[1], 'auto'
  from people_child child join people_municipality here on here.id = child.municipality_id where child.id = woman;
  insert into people_guardianship (id, child_id, guardian_id, kind, parental_responsibility, from_on)
  values (gen_random_uuid(), woman, account, 'self', false, local_day(laget_now()));
  return woman;
end $$;

-- The row of a group that the asking seat works with: the same again only for somebody who is in its team, and one
-- after the other, as of a woman.
create or replace function a_group(group_ uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare found_ uuid;
begin
  perform refuse_not_offered('group');
  if not coalesce(group_ = any(my_groups()), false) then
    raise exception 'This is not a group of the asker''s' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(group_::text, 0));
  select id into found_ from people_child
  where group_id = group_ and kind = 'group' and id = any(my_case_children()) limit 1;
  if found_ is not null then return found_; end if;
  insert into people_child (id, municipality_id, group_id, kind, given_name, family_name, hidden_address)
  select gen_random_uuid(), unit.municipality_id, g.id, 'group', g.name, '', false
  from people_group g join people_unit unit on unit.id = g.unit_id where g.id = group_
  returning id into found_;
  return found_;
end $$;

-- The words of a text without their accents, each with a space around it, whatever stood between or in them, and however
-- their letters were set. rules/child_names.py says the same, by the same two lists and with examples.
create or replace function spoken(text_ text) returns text language sql immutable parallel safe as $$
  select ' ' || trim(regexp_replace(normalize(folded(regexp_replace(
    normalize(seen_of(text_), NFKD), taken_away(), '', 'g')), NFKC), between_words(), ' ', 'g')) || ' '
$$;

-- The family name of a child of this group that stands in the text, also as “Strands”; null where none does.
create or replace function child_named(group_ uuid, text_ text) returns text
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  with said (words) as materialized (select spoken(text_)),
  child as materialized (
    select family_name, spoken(family_name) as name from people_child where group_id = group_ and kind = 'child')
  select family_name from child, said
  where trim(name) <> '' and (strpos(words, name) > 0 or strpos(words, rtrim(name) || 's ') > 0)
  order by family_name limit 1
$$;

drop function if exists child_named_in(uuid, text);

-- The same for what is written in a case of a group that is the asker's or on its worklist; null where no child is
-- named. Whoever does not work with the group learns that one is, and not which.
create or replace function child_named_of(case_ uuid, text_ text) returns text
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case when child.group_id = any(my_groups()) then named.name else '' end
  from cases_case c join people_child child on child.id = c.child_id and child.kind = 'group'
  cross join lateral child_named(child.group_id, text_) named (name)
  where c.id = case_ and (c.id = any(my_cases()) or on_my_worklist(c.id)) and named.name is not null
$$;

drop function if exists on_concern() cascade;

create or replace function refuse_another_subject() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'This stays on record: whom it is about is said once' using errcode = 'LG006';
end $$;

drop trigger if exists subject_stays on cases_case;
create trigger subject_stays before update on cases_case
for each row when (new.subject is distinct from old.subject or new.child_id is distinct from old.child_id)
execute function refuse_another_subject();

drop trigger if exists kind_stays on people_child;
create trigger kind_stays before update on people_child
for each row when (new.kind is distinct from old.kind) execute function refuse_another_subject();

-- Of a woman or a group there is a row only where there is a case. Asked when the transaction ends.
create or replace function has_a_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from cases_case where child_id = new.id and level <> '') then
    raise exception 'Nobody is on record without a case' using errcode = 'LG006';
  end if;
  return null;
end $$;

drop trigger if exists has_a_case on people_child;
create constraint trigger has_a_case after insert on people_child
deferrable initially deferred for each row when (new.kind <> 'child') execute function has_a_case();
