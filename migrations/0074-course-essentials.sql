-- A priced course that lacks what it is judged by is kept for curation and not sold: it is listed once it lacks nothing, or when a
-- curator lists it as it is. What is listed already stays so.
alter table course drop constraint course_status_check, add constraint course_status_check
  check (status in ('listed', 'withdrawn', 'suspended', 'incomplete'));

-- The essentials beside those that a course cannot be kept without (title, institution, category, method), in one place.
create function course_lacks(description text, about jsonb) returns text[]
language sql immutable parallel safe
return array_remove(array[
  case when btrim(description, E' \n\t') = '' then 'description' end,
  case when not about ? 'outcomes' then 'outcomes' end,
  case when not about ? 'syllabus' then 'syllabus' end
], null);
