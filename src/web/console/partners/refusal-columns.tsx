import type { listRefusedCalls } from '../../../partners/refused-calls.ts'
import type { ConsoleRequest } from '../console-request.ts'
import type { ListColumn } from '../parts/list-page.tsx'
import { partnersWords } from './partners-words.ts'

export type RefusedHour = Awaited<ReturnType<typeof listRefusedCalls>>[number]

/** What is said of calls that the API refused in an hour. */
export function refusalColumns(language: ConsoleRequest['language']): ListColumn<RefusedHour>[] {
  const said = partnersWords[language]
  return [
    { label: said.hour, key: 'jam', cell: (one) => one.hour },
    { label: said.call, key: 'panggilan', cell: (one) => one.call },
    { label: said.refusal, key: 'sebab', cell: (one) => one.refusal },
    { label: said.times, key: 'kali', right: true, cell: (one) => one.refusals },
    {
      label: said.requests,
      cell: (one) => one.requestIds.join(' '),
      show: (one) => <span class="small">{one.requestIds.join(' ')}</span>,
    },
  ]
}
