-- No row about a child holds a day that no page could show: with one far away, or without end, neither the family nor the
-- team would see anything of the case. A person's life and the next are days enough.
do $$
declare
  day record;
begin
  for day in
    select col.attrelid::regclass as of, col.attname as name
    from pg_attribute col join pg_class guarded on guarded.oid = col.attrelid
    where guarded.relforcerowsecurity and guarded.relnamespace = 'public'::regnamespace and not col.attisdropped
      and col.attnum > 0 and col.atttypid in ('date'::regtype, 'timestamptz'::regtype)
  loop
    execute format('alter table %s drop constraint if exists %I', day.of, 'a_day_' || day.name);
    execute format(
      'alter table %s add constraint %I check (%I >= date ''1880-01-01'' and %I < date ''2200-01-01'') not valid',
      day.of, 'a_day_' || day.name, day.name, day.name);
  end loop;
end $$;
