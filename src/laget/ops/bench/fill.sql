-- One statement after another; the first line of each says what is being made, to whoever waits.
-- n counts cases from 0; of each five, the first two are open, and `open_n` counts those.
-- Columns that are not named here are blank (see fill.py).

-- Words and keys
truncate people_unit, people_person cascade;

create function pg_temp.key(kind int, n bigint) returns uuid language sql immutable as
$$ select ('018f0000000070' || lpad(to_hex(kind), 2, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid $$;

create function pg_temp.given_name(n bigint) returns text language sql immutable as $$
  select (array['Al','Be','Da','El','Fi','Ha','Id','Jo','Ka','Li','Ma','No','Od','Ra','Si','Ta','Ul','Va','Yl','Åg'])
           [1 + mod(n, 20)]
      || (array['bert','da','dis','gard','line','mund','na','ra','rik','sa','vin'])[1 + mod(mod(n, 220) / 20, 11)]
$$;

create function pg_temp.family_name(n bigint) returns text language sql immutable as $$
  select (array['Ask','Berg','Bjørk','Dal','Eik','Fjell','Fure','Gran','Hauk','Hegg','Kol','Lang','Lind','Myr','Nord',
                'Rogn','Skog','Sol','Stein','Ås'])[1 + mod(n / 220, 20)]
      || (array['berg','dal','haug','heim','holt','land','lid','nes','rud','stad','vik'])[1 + mod(n / 4400, 11)]
$$;

create temporary table sentence as
select k, string_agg((array[
    'Hun satt alene i garderoben da de andre gikk ut til lek i dag.', 'Mor ringte og fortalte at morgenen hadde gått fint.',
    'Vi ble enige om å prøve en fast voksen de første timene.', 'Han ville gjerne vise hva han hadde bygget i går.',
    'Læreren så at arbeidsroen holdt seg lenger enn forrige uke.', 'Far synes det hjelper at beskjeden kommer dagen før.',
    'Det var vanskelig i overgangen fra friminutt til time igjen.', 'Vi snakker sammen på fredag og ser hva som virket.'
  ])[1 + mod(k * 7 + part * (3 + mod(k, 4)), 8)], ' ' order by part) as text
from generate_series(0, 499) k, generate_series(1, 6) part group by k;

-- 20 units with 400 groups
insert into people_unit (id, municipality_id, service_id, code, name)
select pg_temp.key(1, u), %(municipality)s, %(service)s, 'unit-' || u, 'Skole ' || u from generate_series(1, 20) u;

insert into people_group (id, unit_id, name)
select pg_temp.key(2, g), pg_temp.key(1, 1 + mod(g, 20)), (1 + g / 40) || chr(65 + mod(g / 20, 2)::int)
from generate_series(0, 399) g;

-- 2,000 staff
insert into people_person (id, name, is_staff, language, scheme, username)
select pg_temp.key(3, s), pg_temp.given_name(s * 7) || ' ' || pg_temp.family_name(s * 331), true, 'nb', 'auto', 'staff-' || s
from generate_series(1, 2000) s;

insert into people_seat (id, person_id, unit_id, role, title, from_at)
select pg_temp.key(4, s), pg_temp.key(3, s), pg_temp.key(1, 1 + mod(s - 1, 20)),
  case when s <= 20 then 'leader' else 'worker' end, case when s <= 20 then 'rektor' else 'kontaktlærer' end,
  %(now)s - interval '5 years'
from generate_series(1, 2000) s;

-- What is so about each case
create temporary table c as
select n, pg_temp.key(8, n) as id, mod(n, 5) < 2 as open, 1 + mod(n / 5, 20) as unit_n,
  measured.nth as measured,
  author_n, pg_temp.key(4, author_n) as author,
  (case mod(n, 10) when 0 then '0' when 5 then '2' else '1' end) as level,
  %(now)s::timestamptz - make_interval(days => (30 + mod(n * 37, 600))::int, secs => mod(n * 101, 86400)::int) as opened_at
from generate_series(0::bigint, %(cases)s - 1) n
left join lateral (
  select open_n / step as nth
  from (select n / 5 * 2 + mod(n, 5) as open_n, greatest(1, %(cases)s * 2 / 5 / %(own)s) as step) place
  where mod(n, 5) < 2 and mod(open_n, step) = 0 and open_n / step < %(own)s
) measured on true
cross join lateral (
  select case when measured.nth is null then 1 + mod(n / 5, 20) + 20 * (2 + mod(n / 100, 98)) else 21 end as author_n
) author;

update c set level = '2', opened_at = %(now)s::timestamptz - make_interval(days => 60, mins => measured::int)
where measured is not null;

analyze c;

-- Children
insert into people_child (id, municipality_id, group_id, given_name, family_name, born_on)
select pg_temp.key(6, n), %(municipality)s, pg_temp.key(2, unit_n - 1 + 20 * mod(n / 100, 20)),
  pg_temp.given_name(n * 7919), pg_temp.family_name(n * 7919), date '2012-01-01' + mod(n * 17, 3650)::int
from c;

-- Guardians
insert into people_person (id, name, is_staff, language, scheme, username)
select pg_temp.key(5, n), pg_temp.given_name(n * 13) || ' ' || pg_temp.family_name(n * 7919), false, 'nb', 'auto', 'family-' || n
from c;

insert into people_guardianship (id, child_id, guardian_id, kind, parental_responsibility, from_on)
select pg_temp.key(7, n), pg_temp.key(6, n), pg_temp.key(5, n), 'mother', true, date '2022-01-01' from c;

-- Cases
insert into cases_case (id, municipality_id, unit_id, child_id, version_id, subject, category, wonder_on, opened_at, opened_by_id,
  shared_at, level, level_since, round_since, round, closed_at)
select id, %(municipality)s, pg_temp.key(1, unit_n), pg_temp.key(6, n), %(version)s, 'child', 'social', opened_at::date - 2, opened_at,
  author, opened_at + interval '1 day', level, opened_at + interval '20 days', opened_at + interval '20 days', 1,
  case when not open then opened_at + interval '25 days' end
from c;

insert into cases_concern (id, case_id, seat_id, text, at)
select pg_temp.key(9, n), c.id, author, left(text, 120), opened_at from c join sentence on k = mod(n, 500);

-- Teams
insert into cases_teammember (id, case_id, seat_id, basis, from_at, opened_at)
select pg_temp.key(10, n), id, author, 'author', opened_at, opened_at from c
union all
select pg_temp.key(11, n), id, pg_temp.key(4, unit_n), 'leader', opened_at + interval '1 day', opened_at + interval '1 day' from c where n < 3000 or measured is not null
union all
select pg_temp.key(12 + more, n), id, pg_temp.key(4, 41 + mod(author_n - 40 + more * 7 + mod(n, 1000), 1960)), 'own_service', opened_at + interval '2 days', opened_at + interval '2 days'
from c, generate_series(0, 2) more where open and (more = 0 or measured is not null);

insert into handovers_holding (id, case_id, seat_id, from_at)
select pg_temp.key(16, n), id, author, opened_at + interval '20 days' from c where open and level = '2';

-- Ten entries a case
insert into cases_entry (id, case_id, seat_id, text, audience, at)
select pg_temp.key(20 + e, n), c.id, author, text, case mod(e, 3) when 0 then 'family' else 'team' end,
  opened_at + e * interval '2 days'
from c, generate_series(1, 10) e, sentence where k = mod(n * 10 + e, 500);

-- Moves and recorded facts
insert into moves_move (id, case_id, kind, exit, target, from_level, seat_id, at)
select pg_temp.key(40, n), id, 'opened', '', '', '', author, opened_at from c
union all
select pg_temp.key(41, n), id, 'exit', 'level_' || level, 'level ' || level, '0', author, opened_at + interval '20 days'
from c where level <> '0'
union all
select pg_temp.key(42, n), id, 'exit', 'close', 'closed', level, author, opened_at + interval '25 days' from c where not open;

insert into moves_recordedfact (id, case_id, fact, named, happened_on, seat_id, at)
select pg_temp.key(43, n), id, 'contact_named', 'Kari', opened_at::date + 3, author, opened_at + interval '3 days'
from c where open;

-- Meetings, the child's voice, plans
insert into meetings_meeting (id, case_id, template, starts_at, planned_at, planned_by_id, held_at, minutes)
select pg_temp.key(44, n), c.id, 'conversation', opened_at + interval '10 days', opened_at, author,
  opened_at + interval '10 days', text
from c join sentence on k = mod(n, 500) where open
union all
select pg_temp.key(45, n), c.id, 'evaluation', %(now)s + interval '9 days', opened_at + interval '21 days', author, null, ''
from c where measured is not null;

insert into meetings_voiceentry (id, case_id, seat_id, told_to, how, words, said_on, at)
select pg_temp.key(46, n), c.id, author, 'Kari', 'talk', left(text, 90), opened_at::date + 9, opened_at + interval '9 days'
from c join sentence on k = mod(n, 500) where open;

insert into plans_plan (case_id, version, behind, changed_at, changed_by_id)
select c.id, 1, text, opened_at + interval '21 days', author from c join sentence on k = mod(n, 500) where open;

insert into plans_goal (id, case_id, text, sign, position)
select pg_temp.key(47 + g, n), id, 'Har noen å være sammen med i friminuttene', 'Forteller hjemme om en venn', g
from c, generate_series(0, 2) g where open and (g = 0 or measured is not null);

insert into plans_measure (id, case_id, goal_id, text, arena, responsible, responsible_seat_id, responsible_name,
  evaluate_on, created_at, started_at)
select pg_temp.key(50 + m, n), id, pg_temp.key(47 + mod(m, 3), n), 'En fast voksen er med ut i hvert friminutt', 'unit', 'staff',
  author, 'Kari Berg', (%(now)s + interval '10 days')::date, opened_at + interval '21 days', opened_at + interval '22 days'
from c, generate_series(0, 5) m where open and (m = 0 or measured is not null);

insert into plans_evaluation (id, case_id, seat_id, at, child_view, parents_view, staff_view)
select pg_temp.key(56, n), id, author, opened_at + interval '30 days', 'Bedre', 'Litt bedre', 'Litt bedre'
from c where measured is not null;

insert into plans_measurereview (id, case_id, evaluation_id, measure_id, as_planned, effect, onward, at)
select pg_temp.key(57 + m, n), id, pg_temp.key(56, n), pg_temp.key(50 + m, n), 'yes', 'some', 'keep', opened_at + interval '30 days'
from c, generate_series(0, 5) m where measured is not null;

-- The floor's index over all names
create extension if not exists pg_trgm;

create index bench_name on people_child using gin ((given_name || ' ' || family_name) gin_trgm_ops);

