-- What is true of a case, and since which day. The only place that says what each fact means:
-- pages, jobs and the check on moves below all read it from here.
-- A case's round begins with its latest move that was no end; what belongs to it must have happened in it. Only before
-- the first move may a talk have come first: teachers often speak with the parents, and write the worry down after.

-- The first evaluation of a round. What ends from then on was agreed on, and has had its turn: whoever stops
-- all measures because the child is well shall not be asked to agree on new ones.
create or replace function evaluated_at(case_ uuid, since timestamptz) returns timestamptz
language sql stable parallel safe as
$$ select min(at) from plans_evaluation where case_id = case_ and at >= since $$;

-- The facts that an answer makes true: a plain one itself, a no its own, and a choice both.
create or replace function names_of(fact text, answer text) returns text[] language sql immutable parallel safe as $$
  select case when answer in ('', 'yes') then array[fact] when answer = 'no' then array[fact || '.no']
    else array[fact, fact || '.' || answer] end
$$;

-- What is true of one kind of invited service alone. It is read from rows, and never recorded by hand.
create or replace function of_one_invited() returns text[] language sql immutable parallel safe as
$$ select array['services_invited.%', 'consent_given.%', 'service_joined.%'] $$;

-- By what a measure is another than it was. A new day alone makes none.
create or replace function what_where_who() returns text[] language sql immutable parallel safe as $$
  select array['text', 'arena', 'responsible', 'responsible_name']
$$;

-- When somebody last wrote in a case, moved it or agreed on something in it.
create or replace function last_event(case_ uuid) returns timestamptz language sql stable parallel safe as $$
  select greatest(
    (select max(at) from moves_move where case_id = case_),
    (select max(at) from moves_recordedfact where case_id = case_),
    (select max(at) from cases_entry where case_id = case_),
    (select max(at) from cases_concern where case_id = case_),
    (select max(greatest(planned_at, held_at)) from meetings_meeting where case_id = case_),
    (select max(at) from meetings_voiceentry where case_id = case_),
    (select max(at) from plans_planchange where case_id = case_),
    (select max(created_at) from plans_measure where case_id = case_),
    (select max(at) from plans_evaluation where case_id = case_),
    (select max(at) from consents_consent where case_id = case_))
$$;

-- The same of those of the cases whose team the asker is in; a form that was filled in tells of the case too.
create or replace function last_written(ids uuid[]) returns table (case_id uuid, at timestamptz)
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select id, greatest(last_event(id), (select max(filled.at) from cases_filledform filled where filled.case_id = id))
  from unnest(ids) id where id = any((select my_cases())::uuid[])
$$;

-- Planned once a connection: planning for just these cases takes three times as long as finding their facts. In the
-- municipalities' time zone a moment's `::date` is what local_day() says of it, and takes an eighth of the time.
create or replace function facts_unchecked(ids uuid[]) returns table (case_id uuid, fact text, since date)
language sql stable security definer parallel safe
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan set timezone = 'Europe/Oslo' as $$
  with c as materialized (select * from cases_case where id = any(ids)),
  meeting as materialized (
    select meeting.* from c join meetings_meeting meeting on meeting.case_id = c.id and meeting.cancelled_at is null),
  measure as materialized (select measure.* from c join plans_measure measure on measure.case_id = c.id),
  evaluation as materialized (
    select evaluation.case_id, evaluation.at
    from c join plans_evaluation evaluation on evaluation.case_id = c.id and evaluation.at >= c.level_since),
  -- What is worked on, and what was stopped in this round, with when this round has looked at it.
  looked as materialized (
    select measure.case_id, measure.started_at, measure.ended_at, max(review.at) latest, min(review.at) first
    from c
    join measure on measure.case_id = c.id and (measure.ended_at is null or measure.ended_at >= c.round_since)
    left join plans_measurereview review on review.measure_id = measure.id and review.at >= c.round_since
    group by measure.case_id, measure.id, measure.started_at, measure.ended_at),
  -- What ended with the case stands as it was then: what was done is done.
  invited as materialized (
    select invited.case_id, invited.service_id, service.code, invited.at, invited.ended_at, yes.agreed,
      case when yes.agreed then coalesce((
        select max(agreed_from(invited, g.guardian_id))
        from cases_case of_it join people_guardianship g on g.child_id = of_it.child_id and answers_for(g, of_it)
        where of_it.id = c.id), invited.at) end agreed_at
    from c
    join consents_invitedservice invited on invited.case_id = c.id
      and (invited.ended_at is null or (invited.ended_with = 'case' and c.closed_at is not null
        and invited.ended_at >= c.level_since))
    join people_service service on service.id = invited.service_id
    cross join lateral (
      select all_said_yes(invited, local_day(least(invited.ended_at, laget_now()))) agreed offset 0) yes),
  asked as materialized (
    select version_id, fact, lasts from pathway_pathwayfact
    where version_id = any(array(select distinct version_id from c))
      and (fact = 'last_event' or fact like any (array['took.%', 'filled.%', 'missed.%'] || of_one_invited()))),
  -- What may be said or done again while it is true: the latest day, and the one from which it has been so without
  -- a break.
  said as materialized (select * from recorded_last(ids)),
  again (case_id, fact, since, began) as (
    select c.id, 'child_heard', max(voice.at)::date, min(voice.at)::date
    from c join meetings_voiceentry voice on voice.case_id = c.id and voice.at >= c.round_since group by c.id
    union all
    select c.id, 'planned.' || meeting.template, max(meeting.planned_at)::date, min(meeting.planned_at)::date
    from c join meeting on meeting.case_id = c.id
      and (meeting.planned_at >= c.round_since or meeting.starts_at >= c.round_since)
      and (meeting.held_at is null or meeting.held_at >= c.round_since or c.round_since = c.opened_at)
    group by c.id, meeting.template
    union all
    select c.id, 'held.' || meeting.template, max(meeting.held_at)::date, min(meeting.held_at)::date
    from c join meeting on meeting.case_id = c.id and meeting.held_at is not null
      and (meeting.held_at >= c.round_since or c.round_since = c.opened_at)
    group by c.id, meeting.template
    union all
    select c.id, 'views_gathered', max(evaluation.at)::date, min(evaluation.at)::date
    from c join evaluation on evaluation.case_id = c.id and evaluation.at >= c.round_since
    group by c.id
    union all
    select c.id, asked.fact, max(filled.at)::date, min(filled.at)::date
    from asked
    join c using (version_id)
    join cases_filledform filled on filled.case_id = c.id and asked.fact = 'filled.' || filled.form
    where filled.at >= case asked.lasts
      when 'round' then c.round_since when 'level' then c.level_since else '-infinity' end
    group by c.id, asked.fact
    union all
    select c.id, asked.fact, max(move.at)::date, min(move.at)::date
    from asked
    join c using (version_id)
    join moves_move move on move.case_id = c.id and move.kind = 'exit'
      and asked.fact = 'took.' || move.from_level || '.' || move.exit
    where asked.fact like 'took.%'
    group by c.id, asked.fact
    union all
    select case_id, 'measures_reviewed', max(latest)::date, max(first)::date
    from looked group by case_id having bool_and(latest is not null)
    union all
    select said.case_id, name, said.happened_on,
      case when name = said.fact and said.answer not in ('yes', 'no') then said.first_on else said.began_on end
    from said cross join unnest(names_of(said.fact, said.answer)) name)

  select case_id, fact, since from again
  union all
  select case_id, 'began.' || fact, began from again where began < since
  union all
  -- Where a date was asked for, the day that was filled in comes along: it may be one to come.
  select case_id, 'date.' || fact, told_date from said where told_date is not null
  union all
  select c.id, 'concern_described', min(concern.at)::date
  from c join cases_concern concern on concern.case_id = c.id group by c.id
  union all
  select c.id, 'leader_told', c.shared_at::date from c where c.shared_at is not null
  union all
  select c.id, 'category.' || c.category, c.opened_at::date from c where c.category <> ''
  union all
  select c.id, 'service.' || service.code, c.opened_at::date
  from c join people_unit unit on unit.id = c.unit_id join people_service service on service.id = unit.service_id
  union all
  select c.id, 'subject.' || c.subject, c.opened_at::date from c
  union all
  select c.id, 'sealed', c.sealed_at::date from c where c.sealed_at is not null
  union all
  select c.id, 'adult_here', c.adult_here_at::date from c where c.adult_here_at is not null
  union all
  select c.id, 'understanding_shared', plan.changed_at::date
  from c join plans_plan plan on plan.case_id = c.id and plan.behind <> ''
  union all
  select c.id, 'goals_set', c.level_since::date
  from c where exists (select from plans_goal goal where goal.case_id = c.id and goal.sign <> ''
                       and (goal.ended_at is null or goal.ended_at >= evaluated_at(c.id, c.round_since)))
  union all
  select c.id, 'measures_agreed', max(measure.created_at)::date
  from c join measure on measure.case_id = c.id
    and (measure.ended_at is null or measure.ended_at >= evaluated_at(c.id, c.round_since))
  group by c.id, c.round_since
  having bool_and(measure.ended_at is not null or (measure.responsible_name <> ''
    and coalesce(measure.evaluate_on > c.round_since::date, false)))
  union all
  -- What was looked at has had its turn, whether it came to anything or not. What was stopped before anybody looked
  -- counts for nothing.
  select case_id, 'measures_begun', max(least(started_at, first))::date
  from looked where ended_at is null or first is not null
  group by case_id having bool_and(started_at is not null or first is not null)
  union all
  -- Other measures than the evaluation before this round has looked at: one is new, or says something else now of what,
  -- where or who than it did then. Nothing is asked where nothing was evaluated on this level: who comes to another may take along
  -- what helps. What has had its turn in this round counts.
  select c.id, 'measures_changed', c.level_since::date
  from c where not exists (select from evaluation where case_id = c.id and at < c.round_since)
  union all
  select measure.case_id, 'measures_changed', min(other.since)::date
  from (
    select c.id, c.round_since, max(evaluation.at) at
    from c join evaluation on evaluation.case_id = c.id and evaluation.at < c.round_since
    group by c.id, c.round_since
  ) evaluated
  join measure on measure.case_id = evaluated.id
    and (measure.ended_at is null or measure.ended_at >= evaluated_at(evaluated.id, evaluated.round_since))
  cross join lateral (
    select measure.created_at where measure.created_at > evaluated.at
    union all
    select was.at from (
      select distinct on (said.key) said.key, said.value, change.at
      from plans_planchange change cross join jsonb_each_text(change.before) said
      where change.case_id = evaluated.id and change.part = 'measure' and change.part_id = measure.id
        and change.at > evaluated.at and said.key = any(what_where_who())
      order by said.key, change.version
    ) was where was.value is distinct from replace(to_jsonb(measure) ->> was.key, E'\r\n', E'\n')
  ) other (since)
  group by measure.case_id
  union all
  -- A day that was agreed on, also one to come: when a measure is to be evaluated, when a meeting is to be held.
  -- One that had passed before the round began is no longer agreed on: the new round asks for another. Nor is what
  -- was agreed before the case was sealed, which may have been agreed with the guardians.
  select c.id, 'agreed.measures_reviewed', min(measure.evaluate_on)
  from c
  join measure on measure.case_id = c.id and measure.ended_at is null
    and measure.evaluate_on >= c.round_since::date and (c.sealed_at is null or measure.created_at > c.sealed_at)
  where not exists (
    select from plans_measurereview review where review.measure_id = measure.id and review.at >= c.round_since)
  group by c.id
  union all
  select c.id, 'agreed.held.' || meeting.template, min(meeting.starts_at)::date
  from c join meeting on meeting.case_id = c.id and meeting.held_at is null and meeting.starts_at >= c.round_since
    and (c.sealed_at is null or meeting.planned_at > c.sealed_at)
  group by c.id, meeting.template
  union all
  select c.id, 'holder_named', holding.from_at::date
  from c join handovers_holding holding on holding.case_id = c.id and holding.to_at is null
  union all
  -- Of all invited services together, and of each kind of service alone. A yes is one from the day of the last that it
  -- waited for, and where nobody must answer from the invitation.
  select case_id, concat_ws('.', 'services_invited', code), min(at)::date
  from invited group by grouping sets (case_id, (case_id, code))
  union all
  select case_id, concat_ws('.', 'consent_given', code), max(agreed_at)::date
  from invited group by grouping sets (case_id, (case_id, code)) having bool_and(agreed)
  union all
  select invited.case_id, concat_ws('.', 'service_joined', invited.code), min(member.from_at)::date
  from invited
  join cases_teammember member on member.case_id = invited.case_id
    and (member.to_at is null or member.to_at >= invited.ended_at)
  join people_seat seat on seat.id = member.seat_id
    and (seat.to_at is null or seat.to_at > least(invited.ended_at, laget_now()))
  join people_unit unit on unit.id = seat.unit_id and unit.service_id = invited.service_id
  where member.basis <> 'consent' or invited.agreed
  group by grouping sets (invited.case_id, (invited.case_id, invited.code))
  union all
  -- The service that the case began at is there from the start, and needs nobody's yes. Another of its kind does.
  select c.id, asked.fact, c.opened_at::date
  from asked
  join c using (version_id)
  join people_unit unit on unit.id = c.unit_id
  join people_service service on service.id = unit.service_id
  where asked.fact like any (of_one_invited()) and split_part(asked.fact, '.', 2) = service.code
    and not exists (select from invited where invited.case_id = c.id and invited.code = service.code)
  union all
  -- Of each kind of meeting the one that was to be last: a later one that is held, or still to come, makes good. So
  -- does one held the same day: of that, nobody may have told the hour.
  select last.case_id, last.fact, last.starts_at::date
  from (
    select distinct on (c.id, asked.fact) c.id case_id, asked.fact, meeting.starts_at, meeting.held_at
    from asked
    join c using (version_id)
    join meeting on meeting.case_id = c.id and meeting.starts_at >= c.round_since
      and asked.fact = 'missed.' || meeting.template
    order by c.id, asked.fact, meeting.starts_at::date desc, meeting.held_at is null, meeting.starts_at desc
  ) last
  where last.held_at is null and last.starts_at::date < laget_now()::date
  union all
  select c.id, asked.fact, last_event(c.id)::date
  from asked
  join c using (version_id)
  where asked.fact = 'last_event'
$$;

-- The same for those of the cases whose place whoever is asking may see: in the team, or on the worklist.
create or replace function facts_of(ids uuid[]) returns table (case_id uuid, fact text, since date)
language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select f.* from facts_unchecked(array(
    select id from unnest(ids) id
    where id = any((select my_cases())::uuid[])
      or id = any((select my_worklist_among(ids))::uuid[])
  )) f
$$;
