import { addDays, startOfWibDate } from '../../../kernel/wib.ts'
import {
  type Exclusion,
  type ExclusionsWanted,
  exclusionSources,
  findExclusions,
  listExclusions,
} from '../../../recipients/exclusions/list-exclusions.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { inCell, type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, asked, Filter, FilterChoice, rowsByKey } from '../parts/list-parts.tsx'
import { exclusionsWords } from './exclusions-words.ts'

/** What is asked of one NIK that is put on a list. */
export const exclusionForm = form((language) => {
  const said = exclusionsWords[language]
  return {
    nik: ask.text(field.digits(16), said.nik, { inputmode: 'numeric', short: true, autocomplete: 'off' }),
    daftar: ask.text(field.text(60), said.source, { short: true, hint: said.sourceHint, maxlength: 60 }),
    alasan: ask.text(field.text(500), said.reason, { maxlength: 500 }),
  }
})

/** `/konsol/pengecualian`: who may not take part, by source and date, and which lists a NIK stands on. */
export async function exclusionsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = exclusionsWords[language]
  const sources = await exclusionSources(ctx.db)
  const wanted = wantedBy(request, sources)
  const page = await rowsByKey(
    c,
    (after, limit) => listExclusions(ctx.db, wanted, { after, limit }),
    ({ key }) => key,
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/pengecualian',
      file: 'pengecualian',
      columns: await columnsOf(request, page.rows),
      ...page,
      filter: (
        <>
          <parts.Form action="/konsol/pengecualian/cari">
            <parts.Field
              name="q"
              label={said.search}
              hint={said.searchHint}
              autocomplete="off"
              short
              maxlength={40}
            />
            <parts.Button look="second">{said.search}</parts.Button>
          </parts.Form>
          {await searched(request)}
          <Narrowed request={request} sources={sources} list={wanted.list} />
        </>
      ),
      after: offers(request, 'run_waves') ? (
        <>
          <p>
            <a href="/konsol/impor">{said.toImport}</a>
          </p>
          <Act title={said.add} text={said.addText} action="/konsol/pengecualian" button={said.add}>
            {exclusionForm.fields(c, shown)}
          </Act>
        </>
      ) : (
        ''
      ),
    },
    shown,
  )
}

function Narrowed(props: { request: ConsoleRequest; sources: readonly string[]; list: string | undefined }) {
  const { request, sources, list } = props
  const { c, language } = request
  const said = exclusionsWords[language]
  const date = { type: 'date', short: true, optional: false } as const
  return (
    <Filter action="/konsol/pengecualian" language={language}>
      <FilterChoice
        name="sumber"
        label={said.source}
        language={language}
        options={sources.map((value) => ({ value, label: value }))}
        value={list}
      />
      <parts.Field name="mulai" label={said.from} value={asked(c, 'mulai')} {...date} />
      <parts.Field name="sampai" label={said.until} value={asked(c, 'sampai')} {...date} />
    </Filter>
  )
}

/** What the address asks for; a date that is none is none. */
function wantedBy({ c }: ConsoleRequest, sources: readonly string[]): ExclusionsWanted {
  const date = (name: string) => {
    const read = field.date().safeParse(asked(c, name))
    return read.success ? read.data : undefined
  }
  const [from, until] = [date('mulai'), date('sampai')]
  return {
    list: sources.find((one) => one === asked(c, 'sumber')),
    from: from === undefined ? undefined : startOfWibDate(from),
    before: until === undefined ? undefined : startOfWibDate(addDays(until, 1)),
  }
}

/** What is said of some exclusions, each with the way to take it off. */
async function columnsOf(
  request: ConsoleRequest,
  some: readonly Exclusion[],
): Promise<ListColumn<Exclusion>[]> {
  const said = exclusionsWords[request.language]
  const name = await actorNames(
    request,
    some.map(({ addedBy }) => addedBy),
  )
  const remove: ListColumn<Exclusion> = {
    label: said.remove,
    show: (row) => <Remove row={row} label={said.remove} />,
  }
  return [
    { label: said.source, cell: (row) => row.list },
    { label: said.added, instants: true, cell: (row) => row.addedAt },
    { label: said.by, cell: (row) => name(row.addedBy) },
    { label: said.why, cell: (row) => row.because ?? said.byList },
    ...(offers(request, 'run_waves') ? [remove] : []),
  ]
}

async function foundTable(request: ConsoleRequest, found: readonly Exclusion[]) {
  const columns = await columnsOf(request, found)
  return (
    <parts.Table
      caption={exclusionsWords[request.language].search}
      captionHidden
      columns={columns.map(({ label }) => ({ label }))}
      rows={found.map((row) => columns.map((column) => inCell(column, row, request.language)))}
    />
  )
}

function Remove({ row, label }: { row: Exclusion; label: string }) {
  return (
    <parts.Form action="/konsol/pengecualian/keluarkan" plain>
      <parts.Hidden values={{ sumber: row.list, sidik: row.mark }} />
      <parts.Button look="plain">
        {label}
        <span class="hidden"> {row.list}</span>
      </parts.Button>
    </parts.Form>
  )
}

/** What was looked up, kept sealed in the session and never in an address. */
async function searched(request: ConsoleRequest) {
  const { c, ctx, actor, language } = request
  const said = exclusionsWords[language]
  const kept = c.get('session')?.state.exclusionSearch
  if (c.req.query('cari') !== 'ya' || typeof kept !== 'string') return ''
  const looked = await findExclusions(ctx, ctx.secrets.open(Buffer.from(kept, 'base64')), actor)
  if (!looked) return <parts.Notice tone="warning" title={said.notNik} />
  if (looked.found.length === 0) return <parts.Notice tone="info" title={said.foundNowhere(looked.nik)} />
  return (
    <>
      <parts.Notice tone="warning" title={said.foundOn(looked.nik)} />
      {await foundTable(request, looked.found)}
    </>
  )
}
