import type { LookedAt } from '../../../imports/look-at-list.ts'
import type { Upload } from '../../../imports/upload-sql.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { importsWords } from './imports-words.ts'

type Language = ConsoleRequest['language']

/** The name of a column, as people read it. */
function columnName(column: string, language: Language): string {
  const names: Readonly<Record<string, string>> = importsWords[language].columnNames
  return names[column] ?? column
}

/** The headings of a file beside the columns that they are taken for, its first rows as they are understood, and the preview. */
export function Columns(props: { upload: Upload; looked: LookedAt; language: Language; mayBring: boolean }) {
  const { upload, looked, language, mayBring } = props
  const said = importsWords[language]
  const { headings, needed, missing, problem } = looked
  const named = (columns: readonly string[]) =>
    columns.map((column) => columnName(column, language)).join(', ')
  const wrong = missing.length > 0 ? said.missing(named(missing)) : problem?.[language]
  return (
    <section class="panel stack">
      <h2>{said.columns}</h2>
      {wrong ? <parts.Notice tone="warning" title={wrong} /> : ''}
      {headings === undefined ? <p>{said.noHeading}</p> : <p>{said.columnsText}</p>}
      <p class="hint">{said.needs(named(needed))}</p>
      <parts.Form action={`/konsol/impor/berkas/${Number(upload.uploadId)}`}>
        <div class="grid">
          {(headings ?? []).map(({ name, column }, place) => (
            <ColumnOf {...{ name, column, place, looked, language }} />
          ))}
        </div>
        {looked.columns.includes('nik') ? (
          <parts.Checkbox
            name="angka"
            label={said.digits}
            hint={said.digitsHint}
            value={upload.digitsAreRight ? 'yes' : ''}
          />
        ) : (
          ''
        )}
        {mayBring ? (
          <>
            <p>{said.previewText}</p>
            <parts.Button look={upload.state === 'tried' ? 'second' : 'first'}>{said.preview}</parts.Button>
          </>
        ) : (
          ''
        )}
      </parts.Form>
      {looked.rows.length > 0 ? <FirstRows looked={looked} language={language} /> : ''}
    </section>
  )
}

function ColumnOf(props: {
  name: string
  column: string | undefined
  place: number
  looked: LookedAt
  language: Language
}) {
  const { name, column, place, looked, language } = props
  const said = importsWords[language]
  if (name === '') return ''
  return (
    <div>
      <parts.Hidden values={{ [`judul${place}`]: name }} />
      <parts.Select
        name={`kolom${place}`}
        label={name}
        options={[
          { value: '', label: said.noColumn },
          ...looked.columns.map((value) => ({ value, label: columnName(value, language) })),
        ]}
        value={column ?? ''}
        short
        optional={false}
      />
    </div>
  )
}

function FirstRows({ looked, language }: { looked: LookedAt; language: Language }) {
  const said = importsWords[language]
  const shown = looked.columns.filter((column) => looked.rows.some(({ cells }) => column in cells))
  return (
    <parts.Table
      caption={said.firstRows}
      columns={[
        { label: said.line, right: true },
        ...shown.map((column) => ({ label: columnName(column, language) })),
      ]}
      rows={looked.rows.map(({ line, cells }) => [line, ...shown.map((column) => cells[column] ?? '')])}
    />
  )
}
