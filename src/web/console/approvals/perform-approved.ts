import { type ApprovedAct, approvedAct, approvedActs, type ValueOf } from '../../../acts/acts-of-two.ts'
import type { Approval } from '../../../approvals/approvals.ts'
import { done, refuse } from '../../../kernel/refusal.ts'
import type { TaskReport } from '../../../staff/tasks.ts'
import type { Link } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'

/** What the console says of an act that was done; of others, that it is approved. */
const news: Readonly<Partial<Record<ApprovedAct, string>>> = {
  open_wave: 'opened',
  hold_sweep: 'held',
  release_sweep: 'released',
  extend_deadline: 'extended',
  cancel_wave: 'cancelled',
  plan_extra_wave: 'planned',
}

/** Performs what two people have approved; returns where the console goes on. Long work begins, beside the requests. */
export async function performApproved(request: ConsoleRequest, { act, subject, facts }: Approval) {
  const registered = approvedAct(act)
  if (!registered || !('perform' in registered)) return refuse('performed_by_command')
  const [, kind, id] = /^([a-z]+):(\d+)$/.exec(subject) ?? []
  const wave = `/konsol/gelombang/${id}` as const
  if ('task' in registered) {
    const begun = await begin(request, act as keyof typeof longActs, Number(id))
    return begun.ok ? done<Link>(`${wave}?kabar=started`) : begun
  }
  const performed = await registered.perform(performing(request), Number(id), facts)
  if (!performed.ok) return performed
  request.deps.onMessages()
  const made = performed.value as Partial<ValueOf<'plan_extra_wave'>> | null
  const at: Link = made?.waveId
    ? `/konsol/gelombang/${made.waveId}`
    : kind === 'wave'
      ? wave
      : kind === 'year' && act !== 'plan_extra_wave'
        ? `/konsol/tahun/${Number(id)}`
        : '/konsol/persetujuan'
  return done<Link>(`${at}?kabar=${news[act as ApprovedAct] ?? 'approved'}`)
}

const performing = ({ ctx, actor, deps }: ConsoleRequest) => ({
  ctx,
  actor,
  link: deps.link,
  sandbox: deps.sandbox,
})

const longActs = { run_draw: approvedActs.run_draw, grant_cards: approvedActs.grant_cards }

/** Begins long work of two people, or goes on where it broke off. */
export function begin(request: ConsoleRequest, act: keyof typeof longActs, waveId: number) {
  const { task, perform } = longActs[act]
  return request.deps.tasks.start(
    {
      kind: task.kind,
      subject: `wave:${waveId}`,
      async run(progress): Promise<TaskReport> {
        const made = await perform({ ...performing(request), progress }, waveId).finally(() =>
          request.deps.onMessages(),
        )
        if (!made.ok) return made
        const value: Readonly<Record<string, unknown>> = { ...made.value }
        return done(Object.fromEntries(task.tells.map((key) => [key, value[key]])))
      },
    },
    request.actor,
  )
}
