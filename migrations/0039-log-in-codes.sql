-- Codes of the log-in prove a phone as all others do. What was typed stays a keyed hash; where nobody is known by it, that stands for
-- the phone. What was sent and tried is carried over; codes that wait are over, and another one can be asked for at once.
insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sends, sent_at, expires_at, failures, ended_at)
select
  'portal', 'log-in:' || encode(asked_hash, 'hex'), coalesce(person.phone, 'log-in:' || encode(asked_hash, 'hex')), '{}', '{}',
  sent, sent_at, least(sent_at + interval '5 minutes', now()), tries - (passed_at is not null)::int, passed_at
from log_in_attempt left join person using (person_id);

drop table log_in_attempt;
