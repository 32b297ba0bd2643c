import { z } from 'zod'
import { leaveOf, stoodInFor } from '../../../cases/leave.ts'
import { formatDeadline, formatInstant } from '../../../kernel/wib.ts'
import { listStaff, type Staff } from '../../../staff/staff.ts'
import { field } from '../../http/form-fields.ts'
import type { Shown } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { isActive } from '../cases/case-panel.tsx'
import { queueWords } from '../cases/queue-words.ts'
import type { ConsoleRequest } from '../console-request.ts'

/** When one is away, and who stands in. */
export const leaveForm = (others: readonly Staff[]) =>
  form((language) => {
    const said = queueWords[language]
    const deputies = others.map(({ staffId, name }) => ({ value: staffId, label: name }))
    return {
      deputy: ask.select(z.string().regex(/^[1-9]\d{0,17}$/), said.deputy, deputies, { short: true }),
      from: ask.text(field.date(), said.leaveFrom, { type: 'date', short: true }),
      until: ask.text(field.date(), said.leaveUntil, { type: 'date', short: true }),
    }
  })

/** On one's own page: from when until when one is away and who stands in, and for whom one stands in. */
export async function OwnLeave({ request, shown }: { request: ConsoleRequest; shown: Shown }) {
  const { c, ctx, staff, language } = request
  const said = queueWords[language]
  const now = ctx.clock.now()
  const [leave, others, stoodIn] = await Promise.all([
    leaveOf(ctx.db, staff.staffId, now),
    otherStaff(request),
    stoodInFor(ctx.db, staff.staffId, now),
  ])
  return (
    <section class="panel stack">
      <h2>{said.leave}</h2>
      <p>{said.leaveText}</p>
      {stoodIn.map(({ name, untilAt }) => (
        <p>{said.youStandIn(name, formatDeadline(untilAt, language))}</p>
      ))}
      {leave ? (
        <>
          <p>
            {said.leaveNow(
              leave.deputy,
              formatInstant(leave.fromAt, language),
              formatDeadline(leave.untilAt, language),
            )}
          </p>
          <parts.Form action="/konsol/akun/cuti/akhiri" plain>
            <parts.Button look="second">{said.endLeave}</parts.Button>
          </parts.Form>
        </>
      ) : (
        ''
      )}
      <parts.Form action="/konsol/akun/cuti">
        {leaveForm(others).fields(c, shown)}
        <parts.Button look="second">{said.setLeave}</parts.Button>
      </parts.Form>
    </section>
  )
}

/** Who may stand in. */
export async function otherStaff({ ctx, staff }: ConsoleRequest): Promise<Staff[]> {
  return (await listStaff(ctx.db)).filter((one) => isActive(one) && one.staffId !== staff.staffId)
}
