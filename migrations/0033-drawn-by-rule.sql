-- What two people could choose or strangers could count is taken from both.

-- A public value is written as the rules of its draw say: else two operators who agree could choose among ways of writing
-- it. Rules of the time before there were forms name none.
alter table draw add constraint value_of_its_form check (
  public_value is null
  or case split_part(rules::jsonb #>> '{public_value,form}', '-', 1)
    when 'decimal' then
      public_value ~ ('^(0|[1-9][0-9]*)\.[0-9]{' || split_part(rules::jsonb #>> '{public_value,form}', '-', 2) || '}$')
    when 'digits' then
      public_value ~ ('^[0-9]{' || split_part(rules::jsonb #>> '{public_value,form}', '-', 2) || '}$')
    when 'hex' then
      public_value ~ ('^[0-9a-f]{' || split_part(rules::jsonb #>> '{public_value,form}', '-', 2) || '}$')
    else rules::jsonb #>> '{public_value,form}' is null
  end
);

-- The place of a certificate in the lists of revoked ones is drawn at random, so that it does not tell which certificate
-- came before which. It was its turn: who had two could count those between.
alter table certificate alter column status_index drop identity;
create unique index certificate_status on certificate (status_index);
-- Whose turn it is says only in which list the place is drawn: 65,536 to a list of 131,072 places, so that half of them are
-- always free. Lists that were filled in order are left as they are.
create sequence certificate_turn minvalue 0 start 0;
select setval('certificate_turn', (max(status_index) / 131072 + 1) * 65536, false)
from certificate
having max(status_index) is not null;
