-- What Laget notes by itself is said of something that was done: by the note's writer, at its very moment.

create or replace function names_of_people(people uuid[]) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(string_agg(name, ', ' order by name collate "C"), '') from people_person where id = any(people)
$$;

-- Who came in to the team or went out of it at this moment, on one of these bases; `seat_` null for anybody.
create or replace function came_or_went(note cases_entry, came boolean, bases text[], seat_ uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(seat.person_id), '{}')
  from cases_teammember member join people_seat seat on seat.id = member.seat_id
  where member.case_id = note.case_id and case when came then member.from_at else member.to_at end = note.at
    and (bases is null or member.basis = any(bases)) and (seat_ is null or member.seat_id = seat_)
$$;

-- That an adult here is the concern may be said again of somebody not in the register: nothing changes by it, so then
-- the row policy says who may.
create or replace function tells_of_an_act(note cases_entry) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case note.kind
    when '' then true
    when 'left' then came_or_went(note, false, null, note.seat_id) <> '{}'
    when 'leader_joined' then came_or_went(note, true, '{leader}', note.seat_id) <> '{}'
    when 'taken_out' then note.about <> '' and note.about = names_of_people(came_or_went(note, false, null, null))
    when 'taken_in' then note.about <> ''
      and note.about = names_of_people(came_or_went(note, true, '{own_service}', null))
    when 'let_in_by_law' then note.about <> ''
      and note.about = names_of_people(came_or_went(note, true, '{statute}', null))
    when 'out_by_sealing' then note.about <> ''
      and note.about = names_of_people(came_or_went(note, false, '{consent}', null))
      and exists (
        select from moves_move move
        where (move.case_id, move.seat_id, move.at, move.kind) = (note.case_id, note.seat_id, note.at, 'sealed'))
    when 'consent_taken_back' then exists (
      select from consents_consent said join people_service service on service.id = said.service_id
      where (said.case_id, said.seat_id, said.at, said.answer) = (note.case_id, note.seat_id, note.at, 'withdrawn')
        and service.name = note.about)
    when 'guardians_cleared' then exists (
      select from cases_case
      where id = note.case_id and sealed_at is not null and closed_at is not null and not in_error)
    when 'adult_here' then exists (select from cases_case where id = note.case_id and adult_here_at is not null)
      and note.about = names_of_people(array(
        select person_id from cases_exclusion
        where case_id = note.case_id and at = note.at and not stands_in))
    else false end
$$;

create or replace function on_note_of_an_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not tells_of_an_act(new) then
    raise exception 'Nobody did what this note tells' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- When the transaction ends, and no row policy: whoever leaves writes the note first, and nothing afterwards.
drop trigger if exists note_tells_of_an_act on cases_entry;
create constraint trigger note_tells_of_an_act after insert on cases_entry
deferrable initially deferred for each row when (new.kind <> '') execute function on_note_of_an_act();
