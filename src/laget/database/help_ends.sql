-- The help of invited services ends when the case does. What a guardian said yes to has ended with it: when the case is
-- opened again, each service is invited anew, and answered anew. Somebody may have come in since the form was sent.

create or replace function on_ending_move() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update consents_invitedservice set ended_at = new.at, ended_by_id = new.seat_id, ended_with = 'case'
  where case_id = new.case_id and ended_at is null;
  update cases_teammember set to_at = greatest(from_at, new.at)
  where case_id = new.case_id and basis = 'consent' and to_at is null;
  return null;
end $$;

-- May wait until the transaction ends, and never longer: whoever ends the case may be in it on consent, and still has
-- meetings to call off.
drop trigger if exists help_ends_with_the_case on moves_move;
create constraint trigger help_ends_with_the_case after insert on moves_move
deferrable initially immediate for each row
when (new.kind = 'in_error' or new.target in ('closed', 'aftercare')) execute function on_ending_move();
