-- Whether a case is on a level of its pathway that is past the first where a worry is shared: what protects, and a place
-- that this version does not have, never is. A protecting level counts for none, wherever it stands.
create or replace function past_the_first(c cases_case) returns boolean language sql stable parallel safe as $$
  select exists (
    select from pathway_pathwaylevel here join pathway_pathwaylevel before using (version_id)
    where version_id = c.version_id and here.level = c.level and here.protects = ''
      and before.protects = '' and before.position < here.position)
$$;
