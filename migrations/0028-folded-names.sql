-- A name as it is looked for: however its apostrophes, accents, case and blanks were typed, here and in the question.
-- unaccent() is stable, not immutable: wrapped so that an index may use it.
create function folded_name(name text) returns text language sql immutable parallel safe strict as $$
  select btrim(regexp_replace(
    translate(
      regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, regexp_replace(
          normalize(name, nfkc),
          -- what nobody sees
          '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'
        ))),
        -- accents that no letter has taken up
        '[\u0300-\u036f]', '', 'g'
      ),
      '''’‘ʼʹʻ`´′', ''
    ),
    '\s+', ' ', 'g'
  ))
$$;

drop index person_name;
create index person_name on person (folded_name(name) text_pattern_ops);
