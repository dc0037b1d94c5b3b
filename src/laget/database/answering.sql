-- A guardian, or a young person who answers, says yes or no on the family's page, for themselves and for nobody else.
-- `shown_` is what they read before, word for word, and `seen_` the answer of theirs that stood beside it: where
-- another has come since, or nobody asks any more, this is false and nothing is kept. Who says what is so already has
-- said it. Locks the case, so that it is not sealed meanwhile.
create or replace function family_answer(id_ uuid, case_ uuid, service_ uuid, answer_ text, until_ date, shown_ text,
  seen_ uuid)
returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asked consents_invitedservice;
  latest consents_consent;
  today date := local_day(laget_now());
  holds boolean;
begin
  if case_ <> all(my_family_cases()) then return false; end if;
  perform from cases_case where id = case_ for no key update;
  select invited.* into asked from consents_invitedservice invited join cases_case c on c.id = invited.case_id
  where c.id = case_ and c.id = any(my_family_cases()) and c.closed_at is null
    and invited.service_id = service_ and invited.ended_at is null;
  if asked.id is null or btrim(shown_) = '' then return false; end if;
  select * into latest from answer_to(asked, asking_person());
  if latest.answer = answer_ and latest.until_on is not distinct from until_ then return true; end if;
  holds := coalesce(latest.answer = 'given' and latest.until_on >= today, false);
  if latest.id is distinct from seen_ or not coalesce(case answer_
    when 'given' then until_ >= today and extract(year from until_) <= extract(year from today) + yes_lasts_years()
    when 'refused' then until_ is null and not holds
    when 'withdrawn' then until_ is null and holds end, false) then return false; end if;
  insert into consents_consent (id, case_id, guardian_id, service_id, answer, until_on, shown, at)
  values (id_, case_, asking_person(), service_, answer_, until_, shown_, laget_now());
  return true;
end $$;
