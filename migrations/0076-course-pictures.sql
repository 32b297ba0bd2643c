-- The picture of a course that its institution has brought, beside its words for who cannot see it. A course without a row, or whose
-- picture is not shown, has the one that is drawn from its title.
create table course_picture (
  course_id int primary key references course on delete cascade,
  status text not null check (status in ('shown', 'removed', 'taken_down')),
  alt text not null check (char_length(alt) between 1 and 200),
  -- digests of its files: what stands on a card, and on the course's page
  card text not null check (card ~ '^[0-9a-f]{32}$'),
  page text not null check (page ~ '^[0-9a-f]{32}$'),
  changed_at timestamptz not null,
  changed_by text not null,
  -- why the programme took it down; the institution reads it
  because text check (char_length(because) between 1 and 500),
  constraint taken_down_because check ((because is not null) = (status = 'taken_down'))
);
call trace_table('course_picture');

-- Its files, made by us from what was brought: small, and gone with it. They are served by their digest, for ever the same.
create table course_picture_file (
  course_id int not null references course_picture on delete cascade,
  size text not null check (size in ('card', 'page')),
  digest text not null check (digest ~ '^[0-9a-f]{32}$'),
  content bytea not null check (octet_length(content) between 1 and 65536),
  primary key (course_id, size)
);
create index course_picture_file_digest on course_picture_file (digest);
-- they are packed already
alter table course_picture_file alter column content set storage external;
