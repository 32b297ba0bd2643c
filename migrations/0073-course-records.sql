-- What became of the purchases of each course, counted from time to time: its page and that of its institution show it without reading
-- a purchase.
create table course_record (
  course_id int primary key references course,
  -- purchases that were paid and stand
  bought int not null check (bought >= 0),
  -- of these
  finished int not null check (finished between 0 and bought),
  -- of the institution, that hold
  certificates int not null check (certificates >= 0),
  -- shown reviews of one star, two ... to five
  stars int[] not null check (cardinality(stars) = 5),
  counted_at timestamptz not null
);
