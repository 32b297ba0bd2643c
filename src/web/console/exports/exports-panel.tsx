import { day } from '../../../kernel/clock.ts'
import { keptDays, type ListExport, listExports } from '../../../staff/exports/exports.ts'
import * as parts from '../../parts/parts.ts'
import type { Href } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { instant, whole } from '../page.tsx'
import { exportsWords } from './exports-words.ts'

type Language = ConsoleRequest['language']

/** On the page of long work: the files of lists that somebody has asked for, ten at most. */
export async function exportsPanel({ ctx, language, staff }: ConsoleRequest) {
  const said = exportsWords[language]
  const exports = await listExports(ctx.db, staff)
  return (
    <section class="stack">
      <h2>{said.own}</h2>
      <p>{said.lead}</p>
      {exports.length > 0 ? <OwnExports exports={exports} language={language} /> : ''}
    </section>
  )
}

function OwnExports({ exports, language }: { exports: readonly ListExport[]; language: Language }) {
  const said = exportsWords[language]
  return (
    <parts.Table
      caption={said.own}
      captionHidden
      columns={[
        { label: said.source },
        { label: said.askedAt },
        { label: said.rows, right: true },
        { label: said.file },
        { label: said.keptUntil },
      ]}
      rows={exports.map((one) => [
        <Listed of={one} language={language} />,
        instant(one.askedAt, language),
        whole(one.rows, language),
        <File of={one} language={language} />,
        instant(new Date(one.askedAt.getTime() + keptDays * day), language),
      ])}
    />
  )
}

/** The list as it was looked at when it was asked for. */
function Listed({ of: { exportId, terms }, language }: { of: ListExport; language: Language }) {
  const { place = '', query = '' } = terms
  const label = exportsWords[language].ofExport(exportId)
  return (
    <>
      {label}: <a href={`${place}${query && '?'}${query}` as Href}>{place.replace('/konsol/', '')}</a>
    </>
  )
}

function File({ of: { exportId, wholeAt, endedAs }, language }: { of: ListExport; language: Language }) {
  const said = exportsWords[language]
  if (wholeAt)
    return (
      <a href={`/konsol/ekspor/${exportId}`}>
        {said.take}
        <span class="hidden"> {said.ofExport(exportId)}</span>
      </a>
    )
  if (endedAs === 'refused' || endedAs === 'broken')
    return <parts.StatusTag tone="error">{said.failed}</parts.StatusTag>
  return <parts.StatusTag tone="waiting">{said.writing}</parts.StatusTag>
}
