-- What a course is judged by before it is bought: level, language, trainer, what one needs, what one can do afterwards, what is taught.
-- The keys are those of src/catalogue/about/course-about.ts; what a catalogue does not say is absent.
alter table course add column about jsonb not null default '{}',
  add constraint course_about_check check (jsonb_typeof(about) = 'object' and length(about::text) <= 20000);
call trace_table('course');
-- like courses are the neighbours within a category
create index course_neighbours on course (category_id, course_id) where status = 'listed' and price is not null;
