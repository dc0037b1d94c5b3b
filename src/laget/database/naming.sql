-- Where people write about a case in their own words, and that no child of a group is named there. Who of the staff hears
-- the group or does something is named: a teacher may be called as one of the children.

create or replace function group_of(case_ uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select child.group_id from cases_case c join people_child child on child.id = c.child_id
  where c.id = case_ and child.kind = 'group'
$$;

-- The child whose name stands in the text when the names of those who work in the case's municipality are taken out of it.
create or replace function child_named_beside_staff(case_ uuid, group_ uuid, text_ text) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  words text := spoken(text_);
  name_ text;
begin
  if child_named(group_, text_) is null then return null; end if;
  for name_ in
    select distinct spoken(person.name) from cases_case c
    join people_unit unit on unit.municipality_id = c.municipality_id
    join people_seat seat on seat.unit_id = unit.id
    join people_person person on person.id = seat.person_id
    where c.id = case_ and strpos(words, spoken(person.name)) > 0
  loop
    words := replace(words, name_, ' | ');
  end loop;
  return child_named(group_, words);
end $$;

-- Whoever does not work with the group learns that a name stands there, and not whose.
create or replace function refuse_name(group_ uuid, named text) returns void
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if named is null then return; end if;
  raise exception 'A child is named' using errcode = 'LG007',
    detail = case when group_ = any(my_groups()) then named else '' end;
end $$;

-- A trigger, told in which columns it is (`told_to but staff`: the name of somebody of the staff is none). What stood
-- there before somebody changes the rest stays: it must be possible to take a name out. An insert comes here before the
-- row policy is asked, an update after.
create or replace function names_nobody() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  group_ uuid := group_of(new.case_id);
  words jsonb := to_jsonb(new);
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  named text;
begin
  if group_ is null then return new; end if;
  if tg_op = 'INSERT' then perform refuse_outsider(new.case_id); end if;
  select found_.name into named
  from unnest(tg_argv) arg
  cross join lateral (select split_part(arg, ' but ', 1) col, arg like '% but staff' staff) written
  cross join lateral jsonb_path_query(words -> written.col, '$.** ? (@.type() == "string")') text_
  cross join lateral (select case
    when written.staff then child_named_beside_staff(new.case_id, group_, text_ #>> '{}')
    else child_named(group_, text_ #>> '{}') end) found_ (name)
  where found_.name is not null and words -> written.col is distinct from before -> written.col
  limit 1;
  perform refuse_name(group_, named);
  return new;
end $$;

-- What a change of the plan keeps is of a part of this plan that is there, in its own words: another would stand on the
-- page of changes, or break it. A part is written anew after that: what is replaced stands there now, and may be taken out.
create or replace function change_names_nobody() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  group_ uuid := group_of(new.case_id);
  there jsonb := case new.part
    when 'words' then (select to_jsonb(plan) from plans_plan plan where case_id = new.case_id and new.part_id is null)
    when 'goal' then (select to_jsonb(goal) from plans_goal goal where case_id = new.case_id and id = new.part_id)
    when 'measure' then (
      select to_jsonb(measure) from plans_measure measure where case_id = new.case_id and id = new.part_id) end;
  named text;
begin
  perform refuse_outsider(new.case_id);
  if there is null or exists (
    select from (values (new.before), (new.after)) side (words)
    left join lateral jsonb_each(case when jsonb_typeof(words) = 'object' then words end) kept on true
    where jsonb_typeof(words) <> 'object' or not there ? kept.key or jsonb_typeof(kept.value) not in ('string', 'null')
  ) then
    raise exception 'This is no change of the plan' using errcode = 'insufficient_privilege';
  end if;
  if group_ is null then return new; end if;
  select found_.name into named
  from jsonb_each(jsonb_build_object('before', new.before, 'after', new.after)) side
  cross join lateral jsonb_path_query(side.value, 'strict $.** ? (@.type() == "string")') text_
  cross join lateral child_named_beside_staff(new.case_id, group_, text_ #>> '{}') found_ (name)
  where found_.name is not null and not (side.key = 'before' and text_ #>> '{}' in (
    select replace(value, E'\r\n', E'\n') from jsonb_each_text(there)))
  limit 1;
  perform refuse_name(group_, named);
  return new;
end $$;

drop trigger if exists names_nobody on plans_planchange;
create trigger names_nobody before insert on plans_planchange for each row execute function change_names_nobody();

drop trigger if exists concern_names_nobody on cases_concern;
drop trigger if exists note_names_nobody on cases_entry;
drop trigger if exists invitation_names_nobody on consents_invitedservice;
do $$
declare
  writing record;
begin
  for writing in select * from (values
    ('cases_concern', 'text'),
    ('cases_entry', 'text'),
    ('cases_filledform', 'answers'),
    ('moves_move', 'reason'),
    ('moves_recordedfact', 'named but staff, note'),
    ('handovers_handover', 'must_know, reason'),
    ('consents_invitedservice', 'asks, why'),
    ('plans_plan', 'behind, needs, likes, matters, solved_before, qualities, relations, good_places'),
    ('plans_goal', 'text, sign'),
    ('plans_measure', 'text, responsible_name but staff'),
    ('plans_evaluation', 'child_view, child_not_asked, parents_view, staff_view, kept'),
    ('plans_measurereview', 'note'),
    ('meetings_meeting', 'purpose, place, voice_by but staff, minutes'),
    ('meetings_attendee', 'name but staff'),
    ('meetings_voiceentry', 'told_to but staff, words, not_asked_because')
  ) as every (written, words)
  loop
    execute format('drop trigger if exists names_nobody on %I', writing.written);
    execute format(
      'create trigger names_nobody before insert or update on %I for each row execute function names_nobody(%s)',
      writing.written, (select string_agg(quote_literal(word), ', ') from unnest(string_to_array(writing.words, ', ')) word));
  end loop;
end $$;
