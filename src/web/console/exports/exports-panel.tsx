import { z } from 'zod'
import { day } from '../../../kernel/clock.ts'
import { keptDays, type ListExport, listExports } from '../../../staff/exports/exports.ts'
import type { Wave } from '../../../waves/waves.ts'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { instant, type Shown, whole } from '../page.tsx'
import { type ExportSourceName, exportSources } from './export-sources.ts'
import { exportsWords } from './exports-words.ts'

/** The lists that somebody sees, and so may take away. */
export function offered(request: ConsoleRequest): ExportSourceName[] {
  const names = Object.keys(exportSources) as ExportSourceName[]
  return names.filter((name) => offers(request, exportSources[name].permission))
}

const waveName = ({ number, year }: Wave, language: ConsoleRequest['language']) =>
  words[language].waveOf(String(number), String(year))

/** Which list, and of a list of recipients which wave. */
export const exportForm = (names: readonly ExportSourceName[], waves: readonly Wave[]) =>
  form((language) => {
    const said = exportsWords[language]
    return {
      sumber: ask.select(
        z.enum(Object.keys(exportSources) as [ExportSourceName, ...ExportSourceName[]]),
        said.source,
        names.map((value) => ({ value, label: said.sources[value] })),
      ),
      gelombang: names.includes('recipients')
        ? ask.select(
            z.string().max(10).optional(),
            said.wave,
            waves.map((wave) => ({ value: String(wave.waveId), label: waveName(wave, language) })),
          )
        : ask.none,
    }
  })

/** On the page of long work: the files that somebody has asked for, and the form that asks for another one. */
export async function exportsPanel(request: ConsoleRequest, waves: readonly Wave[], shown: Shown = {}) {
  const names = offered(request)
  if (names.length === 0) return ''
  const { c, ctx, language, staff } = request
  const said = exportsWords[language]
  const asked = { sumber: c.req.query('sumber'), gelombang: c.req.query('gelombang') }
  const exports = await listExports(ctx.db, staff)
  return (
    <section class="panel stack">
      <h2>{said.title}</h2>
      <p>{said.lead}</p>
      <parts.Form action="/konsol/ekspor" plain>
        <div class="filters">
          {exportForm(names, waves).fields(c, beginningWith(asked, shown))}
          <parts.Button look="second">{said.start}</parts.Button>
        </div>
      </parts.Form>
      {exports.length > 0 ? <OwnExports exports={exports} waves={waves} language={language} /> : ''}
    </section>
  )
}

function OwnExports(props: {
  exports: readonly ListExport[]
  waves: readonly Wave[]
  language: ConsoleRequest['language']
}) {
  const { exports, waves, language } = props
  const said = exportsWords[language]
  const nameOf = ({ source, terms }: ListExport) => {
    const wave = waves.find(({ waveId }) => String(waveId) === terms.wave)
    const list = said.sources[source as ExportSourceName] ?? source
    return wave ? `${list}: ${waveName(wave, language)}` : list
  }
  return (
    <parts.Table
      caption={said.own}
      columns={[
        { label: said.source },
        { label: said.askedAt },
        { label: said.rows, right: true },
        { label: said.file },
        { label: said.keptUntil },
      ]}
      rows={exports.map((one) => [
        `${said.ofExport(one.exportId)}. ${nameOf(one)}`,
        instant(one.askedAt, language),
        whole(one.rows, language),
        one.wholeAt ? (
          <a href={`/konsol/ekspor/${one.exportId}`}>
            {said.take}
            <span class="hidden"> {said.ofExport(one.exportId)}</span>
          </a>
        ) : (
          <parts.StatusTag tone="waiting">{said.writing}</parts.StatusTag>
        ),
        instant(new Date(one.askedAt.getTime() + keptDays * day), language),
      ])}
    />
  )
}
