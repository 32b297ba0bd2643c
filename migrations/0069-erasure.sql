-- Somebody who asked to be erased: the row stays, since what happened stands on its number, and nothing in it says who it was.
-- Whoever has received a card, or was barred, is still known again by the keyed hashes of NIK and family card; nobody else is.
alter table person add column erased_at timestamptz;
alter table person add constraint erased_says_nothing check (
  erased_at is null or name = '(terhapus)' and nik_tail = '' and phone = '' and email = '' and occupation = ''
);
call trace_table('person');

-- What was written to somebody before there was a card is found by the address alone.
create index message_to_address on message (address) where card_id = 0;

-- A copy is asked for as correcting and erasing are, within the days of the law.
alter table appeal drop constraint appeal_about_check, add constraint appeal_about_check check (
  about in (
    'identity', 'duplicate', 'family_card', 'exclusion', 'profile', 'phone', 'draw', 'revoked', 'copy', 'correction',
    'erasure', 'complaint', 'other'
  )
);

-- The application may change nothing in these tables. This much it may, of one person, once two people have had them erased:
-- what says who it was makes room for a mark, and everything else stays as it was.
create function erase_from_append_only(erased bigint) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  gone constant text := '(terhapus)';
  cards bigint[] := array(select card_id from recipient where person_id = erased and card_id is not null);
begin
  if not exists (
    select from approval where act = 'erase_person' and subject = 'person:' || erased and performed_at is not null
  ) or not exists (select from person where person_id = erased and erased_at is not null) then
    raise exception 'no two people have had person % erased', erased;
  end if;
  update certificate set holder_name = gone where card_id = any (cards);
  update contact_change set was = '', became = gone,
    settled_because = case when settled_because is not null then gone end
  where person_id = erased;
  update payout_account set number_sealed = '', number_tail = '0000', holder_name = gone,
    verified_name = case when verified_name is not null then gone end,
    ended_reason = case when ended_reason is not null then gone end
  where person_id = erased;
  update case_note set text = gone
  where kind in ('appeal', 'data_request', 'complaint')
      and subject in (select reference from appeal where person_id = erased)
    or kind = 'recovery' and subject in (select contact_change_id::text from contact_change where person_id = erased)
    or kind = 'completion' and subject in (select report_id::text from completion_report where card_id = any (cards))
    or kind = 'assignment' and subject in (select submission_id::text from submission where card_id = any (cards));
  -- a number that is given to nobody: those that are start with another digit
  insert into card_number (number, card_id) select lpad(card_id::text, 16, '0'), card_id from unnest(cards) as own (card_id);
  delete from card_number where card_id = any (cards) and number <> lpad(card_id::text, 16, '0');
end $$;
