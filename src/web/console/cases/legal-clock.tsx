import { appealRules } from '../../../appeals/rules.ts'
import type { CaseKind } from '../../../cases/kinds.ts'
import { hour } from '../../../kernel/clock.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { queueWords } from './queue-words.ts'

/** Of a request by the law on personal data: how many of its 3 x 24 hours are left. Nothing of any other case. */
export function LegalClock(props: { request: ConsoleRequest; kind: CaseKind; dueAt: Date }) {
  const { request, kind, dueAt } = props
  if (kind !== 'data_request') return ''
  const said = queueWords[request.language]
  const left = Math.floor((dueAt.getTime() - request.ctx.clock.now().getTime()) / hour)
  return (
    <p class="small">
      {left < 0 ? said.clockOver : said.clockLeft(String(left), String(appealRules.dataRequestHours))}
    </p>
  )
}
