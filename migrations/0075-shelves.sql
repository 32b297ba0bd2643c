-- What each of our storefronts has on its shelf, in rows that are narrow enough to be walked in any order: a course with a price where it is
-- offered, a free one everywhere. Derived from courses, offers, storefronts and reviews, and written by the database itself when they change.
create table shelf (
  partner_id int not null references partner,
  course_id int not null references course on delete cascade,
  category_id int not null,
  institution_id int not null,
  learning_method text not null,
  -- rupiah; 0: free
  price int not null,
  -- the title as it is compared
  title text not null,
  created_at timestamptz not null,
  -- of the reviews that are shown
  stars int not null default 0,
  reviews int not null default 0,
  -- as if five more had given four stars: one enthusiast alone does not come first
  rating real not null generated always as ((stars + 20)::real / (reviews + 5)) stored,
  primary key (partner_id, course_id)
);
create index shelf_price on shelf (partner_id, price, course_id);
create index shelf_title on shelf (partner_id, title, course_id);
create index shelf_newest on shelf (partner_id, created_at, course_id);
create index shelf_rating on shelf (partner_id, rating, course_id);
create index shelf_category on shelf (partner_id, category_id, course_id);
create index shelf_institution on shelf (partner_id, institution_id, course_id);
create index shelf_course on shelf (course_id);

-- The words by which a course is found: as they are written, for those that are only begun, and their stems.
-- A: of the title, B: of the institution's name, C: of the description.
alter table course drop column words;
create table course_words (
  course_id int primary key references course on delete cascade,
  title tsvector not null,
  words tsvector not null
);
create index course_words_title on course_words using gin (title);
create index course_words_words on course_words using gin (words);

-- Every word that a title has had, and how often: what somebody may have meant who typed another one.
create table title_word (
  word text primary key,
  used int not null
);
create index title_word_alike on title_word using gist (word gist_trgm_ops);

create function found_by(said text, weight "char") returns tsvector language sql immutable parallel safe strict as $$
  select setweight(
    to_tsvector('indonesian', public.plain_text(said)) || to_tsvector('simple', public.plain_text(said)), weight)
$$;

-- Puts courses on the shelves where they belong, and takes them from all others.
create function put_on_shelves(courses int[]) returns void language plpgsql as $$
begin
  delete from shelf where course_id = any (courses) and not exists (
    select from course c join partner p on p.partner_id = shelf.partner_id
    where c.course_id = shelf.course_id and c.status = 'listed' and p.storefront is not null
      and (c.price is null or exists (select from offer o where o.partner_id = p.partner_id and o.course_id = c.course_id))
  );
  insert into shelf as s (
    partner_id, course_id, category_id, institution_id, learning_method, price, title, created_at, stars, reviews
  )
  select p.partner_id, c.course_id, c.category_id, c.institution_id, c.learning_method, coalesce(c.price, 0), c.plain_title,
    c.created_at, coalesce(r.stars, 0), coalesce(r.reviews, 0)
  from course c
  join partner p on p.storefront is not null
    and (c.price is null or exists (select from offer o where o.partner_id = p.partner_id and o.course_id = c.course_id))
  left join (
    select course_id, sum(stars)::int as stars, count(*)::int as reviews from review
    where course_id = any (courses) and hidden_at is null
    group by course_id
  ) r using (course_id)
  where c.course_id = any (courses) and c.status = 'listed'
  order by p.partner_id, c.course_id
  on conflict (partner_id, course_id) do update set
    category_id = excluded.category_id, institution_id = excluded.institution_id, learning_method = excluded.learning_method,
    price = excluded.price, title = excluded.title, created_at = excluded.created_at
  where (s.category_id, s.institution_id, s.learning_method, s.price, s.title)
    is distinct from (excluded.category_id, excluded.institution_id, excluded.learning_method, excluded.price, excluded.title);
end $$;

-- Writes down by which words courses are found.
create function note_words(courses int[]) returns void language plpgsql as $$
begin
  insert into course_words as w (course_id, title, words)
  select course_id, found_by(c.title, 'A'), found_by(c.title, 'A') || found_by(i.name, 'B') || setweight(to_tsvector('indonesian', plain_text(c.description)), 'C')
  from course c join institution i using (institution_id)
  where course_id = any (courses)
  order by course_id
  on conflict (course_id) do update set title = excluded.title, words = excluded.words
  where w.words is distinct from excluded.words;
  insert into title_word as t (word, used)
  select word, count(*)::int
  from course c, regexp_split_to_table(c.plain_title, '[^[:alnum:]]+') word
  where course_id = any (courses) and length(word) between 3 and 40 and word ~ '[^0-9]'
  group by word
  order by word
  on conflict (word) do update set used = t.used + excluded.used;
end $$;

create function course_was_made() returns trigger language plpgsql as $$
declare
  courses int[] := array(select course_id from made);
begin
  perform note_words(courses);
  perform put_on_shelves(courses);
  return null;
end $$;

create function course_was_changed() returns trigger language plpgsql as $$
declare
  renamed int[] := array(
    select course_id from made join former using (course_id)
    where (made.title, made.description, made.institution_id) is distinct from (former.title, former.description, former.institution_id));
  moved int[] := array(
    select course_id from made join former using (course_id)
    where (made.title, made.status, made.price, made.category_id, made.institution_id, made.learning_method)
      is distinct from (former.title, former.status, former.price, former.category_id, former.institution_id, former.learning_method));
begin
  if cardinality(renamed) > 0 then perform note_words(renamed); end if;
  if cardinality(moved) > 0 then perform put_on_shelves(moved); end if;
  return null;
end $$;

create function offer_was_changed() returns trigger language plpgsql as $$
begin
  perform put_on_shelves(array(select distinct course_id from changed));
  return null;
end $$;

create function storefront_was_named() returns trigger language plpgsql as $$
begin
  perform put_on_shelves(array(
    select course_id from course where status = 'listed' and price is null
    union select course_id from offer where partner_id = new.partner_id));
  return null;
end $$;

create function institution_was_renamed() returns trigger language plpgsql as $$
begin
  perform note_words(array(select course_id from course where institution_id = new.institution_id));
  return null;
end $$;

-- Counts again under the lock of the shelf: of two reviews at once the second sees the first.
create function review_was_changed() returns trigger language plpgsql as $$
begin
  perform from shelf where course_id = new.course_id order by partner_id for update;
  update shelf set stars = counted.stars, reviews = counted.reviews
  from (
    select coalesce(sum(review.stars), 0)::int as stars, count(*)::int as reviews from review
    where course_id = new.course_id and hidden_at is null
  ) counted
  where course_id = new.course_id;
  return null;
end $$;

create trigger course_made after insert on course
  referencing new table as made for each statement execute function course_was_made();
create trigger course_changed after update on course
  referencing new table as made old table as former for each statement execute function course_was_changed();
create trigger offer_made after insert on offer
  referencing new table as changed for each statement execute function offer_was_changed();
create trigger offer_taken_back after delete on offer
  referencing old table as changed for each statement execute function offer_was_changed();
create trigger storefront_made after insert on partner
  for each row when (new.storefront is not null) execute function storefront_was_named();
create trigger storefront_named after update of storefront on partner
  for each row when (new.storefront is distinct from old.storefront) execute function storefront_was_named();
create trigger institution_renamed after update of name on institution
  for each row when (new.name is distinct from old.name) execute function institution_was_renamed();
create trigger review_counted after insert on review
  for each row execute function review_was_changed();
create trigger review_counted_again after update on review
  for each row when ((new.stars, new.hidden_at) is distinct from (old.stars, old.hidden_at)) execute function review_was_changed();

select note_words(array(select course_id from course));
select put_on_shelves(array(select course_id from course));

-- Whoever asks what begins soon.
create index schedule_begins on schedule (starts_at, course_id) where cancelled_at is null;