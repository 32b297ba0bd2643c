-- People are registered in the order of time: an hour of them is found by the place where it was written.
create index person_created on person using brin (created_at) with (autosummarize = on);
