"""Every kind of alteration that whoever owns the database could make in the access log, as SQL.

`{entry}` and `{other}` are two entries of the same chain.
"""

PUT_IN = (
    "alter table foundation_accesslog disable trigger log_is_linked;"
    " {before} insert into foundation_accesslog (id, at, person_id, case_id, seen, children, action, wrote)"
    " select gen_random_uuid(), at, person_id, case_id, seen, children, action, wrote"
    " from foundation_accesslog where id = {{entry}} {after};"
    " alter table foundation_accesslog enable trigger log_is_linked"
)

ALTERATIONS = {
    "another person": "update foundation_accesslog set person_id = gen_random_uuid() where id = {entry}",
    "another moment": "update foundation_accesslog set at = at - interval '1 millisecond' where id = {entry}",
    "another page": "update foundation_accesslog set action = action || 'x' where id = {entry}",
    "another seat": "update foundation_accesslog set seat_id = gen_random_uuid() where id = {entry}",
    "another service": "update foundation_accesslog set service_id = gen_random_uuid() where id = {entry}",
    "another basis": "update foundation_accesslog set basis = basis || 'x' where id = {entry}",
    "another case": "update foundation_accesslog set case_id = gen_random_uuid() where id = {entry}",
    "read becomes write": "update foundation_accesslog set wrote = not wrote where id = {entry}",
    "one more seen": "update foundation_accesslog set seen = seen || gen_random_uuid() where id = {entry}",
    "a child more": "update foundation_accesslog set children = children || gen_random_uuid()"
    " where id = {entry}",
    "entry gone": "delete from foundation_accesslog where id = {entry}",
    "link gone": "delete from foundation_loglink where entry_id = {entry}",
    "entry and link gone": "delete from foundation_accesslog where id = {entry};"
    " delete from foundation_loglink where entry_id = {entry}",
    "another hash": "update foundation_loglink set hash = sha256(hash) where entry_id = {entry}",
    "two change places": "update foundation_loglink set entry_id = case entry_id"
    " when {entry} then {other}::uuid else {entry}::uuid end where entry_id in ({entry}, {other})",
    "the end cut off": "delete from foundation_accesslog where id in (select entry_id from foundation_loglink"
    " where number >= (select max(number) from foundation_loglink where entry_id = {entry}));"
    " delete from foundation_loglink where entry_id not in (select id from foundation_accesslog)",
    "one put in": PUT_IN.format(before="", after=""),
    "one put in before the first": PUT_IN.format(
        before="with put_in as (",
        after="returning id) insert into foundation_loglink"
        " select municipality_id, 0, put_in.id, hash from foundation_loglink, put_in"
        " where entry_id = {entry}",
    ),
    "one linked twice": "insert into foundation_loglink"
    " select municipality_id, number + 1000000, entry_id, hash from foundation_loglink"
    " where entry_id = {entry}",
    "every later hash worked out anew": "update foundation_accesslog set person_id = gen_random_uuid()"
    " where id = {entry}; select pg_temp.work_out_anew((select municipality_id from foundation_loglink"
    " where entry_id = {entry} limit 1))",
}

# What somebody would write who knows how the log is linked.
WORK_OUT_ANEW = """
create or replace function pg_temp.work_out_anew(here uuid) returns void language plpgsql as $$
declare
  link foundation_loglink;
  last bytea := '';
begin
  for link in select * from public.foundation_loglink where municipality_id = here order by number loop
    last := sha256(convert_to(concat_ws('|', encode(last, 'hex'), here, link.number,
      (select public.log_line(log) from public.foundation_accesslog log where log.id = link.entry_id)),
      'UTF8'));
    update public.foundation_loglink set hash = last where municipality_id = here and number = link.number;
  end loop;
end $$
"""
