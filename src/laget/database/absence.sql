-- Whose absence one may see: of the own unit's children, those of the groups that one's seat names, and for its
-- leaders all. Nobody of another service. The adult whom a case about the child keeps out sees what she always saw:
-- a child who suddenly was gone from her list would tell her of the case.
create or replace function absence_children() returns uuid[] language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(child.id), '{}')
  from people_seat me
  join people_group g on g.unit_id = me.unit_id
  join people_child child on child.group_id = g.id and child.kind = 'child'
  where me.id = asking_seat()
    and (me.role in ('leader', 'deputy') or me.role = 'worker' and exists (
      select from people_seat_groups named where named.seat_id = me.id and named.group_id = g.id))
$$;

-- The days on which the children of these cases were away, for those who may see where the cases stand, and only
-- where the case's own pathway has a deadline that is counted in them. Nothing else of the absence comes along.
create or replace function absence_in(ids uuid[]) returns table (case_id uuid, days date[])
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select c.id, array_agg(distinct away.day order by away.day)
  from cases_case c
  join pathway_pathwayfact counts on counts.version_id = c.version_id and counts.fact = 'counts.absence_days'
  join absence_absenceday away on away.child_id = c.child_id
  where c.id = any(ids)
    and (c.id = any((select my_cases())::uuid[]) or c.id = any((select my_worklist_among(ids))::uuid[]))
  group by c.id
$$;

-- Whether all of these are children whose absence the asker may see.
create or replace function may_see_absence(ids uuid[]) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select ids <@ absence_children() $$;
