import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { AboutChange } from '../about/course-about.ts'
import type { CourseLack } from '../about/course-lacks.ts'

/** A course as a batch brings it to the catalogue. */
export interface SavedRow {
  readonly row: number
  readonly courseCode: string
  readonly institutionId: number
  readonly categoryId: number
  readonly title: string
  readonly titleKey: string
  readonly method: string
  readonly price: number | null
  readonly description: string | undefined
  readonly minAge: number | null | undefined
  readonly maxAge: number | null | undefined
  readonly minEducation: number | undefined
  readonly about?: AboutChange
}

/** Which of the optional columns the file has; what it has not stays as it is. */
export interface GivenColumns {
  readonly description: boolean
  readonly minAge: boolean
  readonly maxAge: boolean
  readonly minEducation: boolean
}

export interface SaveResult {
  readonly row: number
  readonly courseId: number
  readonly courseCode: string
  readonly outcome: 'added' | 'changed' | 'unchanged'
  readonly wasSold: boolean
  readonly price: number | undefined
  /** of what was changed: what it was, and what it is; of a description a mark */
  readonly changes: Readonly<Record<string, readonly unknown[]>> | undefined
  /** of what is not sold for it: the essentials that it lacks */
  readonly lacks: CourseLack[] | undefined
}

const importTurn = statement<[], 'catalogue/import-turn', 'pgAdvisoryXactLock'>(
  'catalogue/import-turn',
  `select pg_advisory_xact_lock(hashtextextended('catalogue/import', 0))`,
)

const mergeCourses = statement<
  [string, Date, boolean, boolean, boolean, boolean, evenIncomplete: boolean],
  'catalogue/save-courses',
  SaveResult
>(
  'catalogue/save-courses',
  `
  with incoming as (
    select * from jsonb_to_recordset($1::jsonb) as i (
      row int, "courseCode" text, "institutionId" int, "categoryId" int, title text, "titleKey" text, method text,
      price int, description text, "minAge" smallint, "maxAge" smallint, "minEducation" smallint, about jsonb)
  ),
  -- a course whose title an operator mended is still known by its code
  known as (
    select i.*, coalesce(by_key.course_id, by_code.course_id) as course_id,
      coalesce(by_key.course_code, by_code.course_code, i."courseCode") as course_code,
      coalesce(by_key.price, by_code.price) is not null as was_sold
    from incoming i
    left join course by_key on by_key.institution_id = i."institutionId" and by_key.title_key = i."titleKey"
    left join course by_code on by_code.course_code = i."courseCode" and by_key.course_id is null
  ),
  -- as it will be, with what it lacks then
  made as (
    select k.*, course_lacks(
        case when $3 or c.course_id is null then coalesce(k.description, '') else c.description end,
        coalesce(c.about, '{}') || jsonb_strip_nulls(coalesce(k.about, '{}'))
      ) as lacks, c.status as was
    from known k left join course c using (course_id)
  ),
  changed as (
    update course c
    set institution_id = k."institutionId", category_id = k."categoryId", title = k.title, title_key = k."titleKey",
      learning_method = k.method, price = k.price,
      description = case when $3 then k.description else c.description end,
      min_age = case when $4 then k."minAge" else c.min_age end,
      max_age = case when $5 then k."maxAge" else c.max_age end,
      min_education = case when $6 then coalesce(k."minEducation", 0) else c.min_education end,
      about = jsonb_strip_nulls(c.about || coalesce(k.about, '{}')),
      status = case when c.status = 'incomplete' and (k.price is null or k.lacks = '{}' or $7) then 'listed' else c.status end
    from made k
    where c.course_id = k.course_id
      and ((c.institution_id, c.category_id, c.title, c.title_key, c.learning_method, c.price)
          is distinct from (k."institutionId", k."categoryId", k.title, k."titleKey", k.method, k.price)
        or ($3 and c.description is distinct from k.description)
        or ($4 and c.min_age is distinct from k."minAge")
        or ($5 and c.max_age is distinct from k."maxAge")
        or ($6 and c.min_education is distinct from coalesce(k."minEducation", 0))
        or c.about <> jsonb_strip_nulls(c.about || coalesce(k.about, '{}'))
        or (c.status = 'incomplete' and $7))
    returning c.course_id, (
      select jsonb_object_agg(field, jsonb_build_array(was, made))
      from (values
        ('institution_id', to_jsonb(old.institution_id), to_jsonb(new.institution_id)),
        ('category_id', to_jsonb(old.category_id), to_jsonb(new.category_id)),
        ('title', to_jsonb(old.title), to_jsonb(new.title)),
        ('learning_method', to_jsonb(old.learning_method), to_jsonb(new.learning_method)),
        ('price', to_jsonb(old.price), to_jsonb(new.price)),
        ('min_age', to_jsonb(old.min_age), to_jsonb(new.min_age)),
        ('max_age', to_jsonb(old.max_age), to_jsonb(new.max_age)),
        ('min_education', to_jsonb(old.min_education), to_jsonb(new.min_education)),
        ('description', to_jsonb(left(md5(old.description), 8)), to_jsonb(left(md5(new.description), 8))),
        ('about', to_jsonb(left(md5(old.about::text), 8)), to_jsonb(left(md5(new.about::text), 8))),
        ('status', to_jsonb(old.status), to_jsonb(new.status))
      ) as changed (field, was, made)
      where was is distinct from made
    ) as changes
  ),
  added as (
    insert into course (course_code, institution_id, category_id, title, title_key, slug, description,
      learning_method, price, min_age, max_age, min_education, created_at, about, status)
    select "courseCode", "institutionId", "categoryId", title, "titleKey", "courseCode", coalesce(description, ''),
      method, price, "minAge", "maxAge", coalesce("minEducation", 0), $2, jsonb_strip_nulls(coalesce(about, '{}')),
      case when price is null or lacks = '{}' or $7 then 'listed' else 'incomplete' end
    from made where course_id is null
    order by row
    returning course_id, course_code
  )
  select k.row, coalesce(k.course_id, a.course_id) as course_id, k.course_code, k.was_sold, k.price, c.changes,
    case when k.course_id is null then 'added' when c.course_id is null then 'unchanged' else 'changed' end as outcome,
    case when k.price is not null and not $7 and k.lacks <> '{}' and coalesce(k.was, 'incomplete') = 'incomplete' then k.lacks end as lacks
  from made k
  left join added a on a.course_code = k."courseCode" and k.course_id is null
  left join changed c on c.course_id = k.course_id`,
)

/** Waits until no other import runs; the turn ends with the transaction. */
export async function waitForImportTurn(db: Queryable): Promise<void> {
  await rows(db, importTurn, [])
}

/**
 * Adds and changes courses in one statement; what is as it was is not touched. `now` dates those added. A priced one that lacks
 * essentials is added as incomplete, and listed once it has them, unless it is to be listed all the same.
 */
export async function saveCourses(
  db: Queryable,
  courses: readonly SavedRow[],
  given: GivenColumns,
  now: Date,
  evenIncomplete: boolean,
): Promise<SaveResult[]> {
  const { description, minAge, maxAge, minEducation } = given
  return rows(db, mergeCourses, [
    JSON.stringify(courses),
    now,
    description,
    minAge,
    maxAge,
    minEducation,
    evenIncomplete,
  ])
}
