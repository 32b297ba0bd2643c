-- Lists of millions are paged by their key and not counted: the newest exclusions first, all columns in one direction, so that a page begins
-- where the one before ended by one step in the index.
drop index exclusion_by_date;
create index exclusion_by_date on exclusion (imported_at, nik_hash);
drop index exclusion_list;
create index exclusion_list on exclusion (list, imported_at, nik_hash);

-- Lists of one thing (the lines of a statement, the days of a storefront) have its number or code in their address.
alter table saved_view drop constraint saved_view_place_check,
  add constraint saved_view_place_check check (place ~ '^/konsol(/[a-z0-9-]+)*$');
