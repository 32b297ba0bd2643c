-- A report of completion is found by its number, which PostgreSQL gives once: the index need not say so again. One that is unique
-- over all cards is in the way of cards on many nodes (docs/decisions/0063-cards-on-many-nodes.md).
drop index completion_report_by_id;
create index completion_report_by_id on completion_report (report_id);
