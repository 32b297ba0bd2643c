-- A foreign key locks the row that it leads to. A draw of 600,000 out of 5 million people touched nearly every page of
-- person for that: 3 GB of log and half of its time. People are never deleted, who is drawn was read from an application
-- that has the key, and `recipient_is_a_person` in the invariants looks after the rest.
alter table recipient drop constraint recipient_person_id_fkey;
