-- A course that begins when the card is over is refused by a word of its own, which its holder is told like the others.
alter table refused_ask drop constraint refused_ask_reason_check;
alter table refused_ask add constraint refused_ask_reason_check check (reason in (
  'card_suspended', 'card_revoked', 'paying_locked', 'phone_changed', 'deadline_passed',
  'card_used_by_other_account', 'schedule_after_term', 'age_unfit', 'education_unfit', 'balance_too_small',
  'training_unfinished', 'too_many_otps'
));
