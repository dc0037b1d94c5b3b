-- Where a new case may begin: on which version of a pathway, about whom, and for whom that is.

-- The versions that new cases in a municipality begin on, in its own order: of each pathway in use the newest.
create or replace function pathways_in_use(municipality_ uuid) returns setof uuid
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select newest.id
  from pathway_pathwayinuse used
  cross join lateral (
    select id from pathway_pathwayversion
    where municipality_id = used.municipality_id and name = used.name
    order by published_at desc, version desc limit 1
  ) newest
  where used.municipality_id = municipality_
  order by used.place, used.id
$$;

-- Whether what is for these services is for the asking seat: for none of them means for all.
create or replace function is_for_me(services text[]) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select services = '{}' or (select code from people_service where id = my_service()) = any(services) $$;

-- Whether this version of a pathway offers those of the asking seat's service cases of this kind.
create or replace function offers(version_ uuid, subject_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from pathway_pathwaysubject offered
    where offered.version_id = version_ and offered.subject = subject_
      and is_for_me(offered.services))
$$;

-- From which age a case may be about somebody as such, as `youngest` in rules/subjects.py says; 0 for any age.
create or replace function youngest(subject_ text, settings jsonb) returns int
language sql immutable parallel safe as $$
  select case who_answers(subject_)
    when 'self' then (settings ->> 'consent_age')::int
    when 'of_age' then coalesce(settings ->> 'youth_age', settings ->> 'consent_age')::int
    else 0 end
$$;

create or replace function old_enough(child_ uuid, subject_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select youngest(subject_, here.settings) = 0
      or years_old(child.born_on, local_day(laget_now())) >= youngest(subject_, here.settings)
    from people_child child join people_municipality here on here.id = child.municipality_id
    where child.id = child_), false)
$$;

-- Whom the asking seat meets in its own cases, in those whose baton is offered to it, and on its worklist.
create or replace function met_in_cases() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as
$$ select my_case_children() || offered_children() || met_on_worklist() $$;

-- Whether whom a case is about is of this unit and municipality, and the version of a pathway in use there: a child or
-- a group of those that the asking seat works with, so that a case is born where the child is, and on no worklist where
-- nobody knows the child; or, at the asking seat's own unit, a woman who has no case yet or whom it meets in one already.
-- Whoever it is about is old enough for that. And what it is about, where that is said, is a category of the version
-- that is for those of the asking seat's service.
drop function if exists may_begin(uuid, uuid, uuid, uuid) cascade;
drop function if exists may_begin(uuid, uuid, uuid, uuid, text) cascade;
create or replace function may_begin(
  child_ uuid, unit_ uuid, municipality_ uuid, version_ uuid, subject_ text, category_ text) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select offers(version_, subject_) and old_enough(child_, subject_)
    and (category_ = '' or exists (
      select from pathway_pathwaycategory offered
      where offered.version_id = version_ and offered.category = category_ and is_for_me(offered.services)))
    and exists (
    select from people_child child
    join people_unit unit on unit.id = unit_
    left join people_group g on g.id = child.group_id
    where child.id = child_ and child.kind = record_of(subject_)
      and child.municipality_id = municipality_
      and case child.kind
        when 'pregnant' then unit.municipality_id = municipality_
          and exists (select from people_seat me where me.id = asking_seat() and me.unit_id = unit_)
          and (child.id = any(met_in_cases())
            or not exists (select from cases_case earlier where earlier.child_id = child.id))
        else g.id = any(my_groups()) and g.unit_id = unit_ end)
    and version_ in (select pathways_in_use(municipality_))
$$;
