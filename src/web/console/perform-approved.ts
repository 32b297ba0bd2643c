import type { Approval } from '../../approvals/approvals.ts'
import { type ExtendRefusal, extendWave } from '../../deadlines/extend-wave.ts'
import { type HoldRefusal, holdSweep, releaseSweep } from '../../deadlines/wave-holds.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { notifyWave } from '../../recipients/notify-wave.ts'
import { type CancelRefusal, cancelWave } from '../../waves/cancel-wave.ts'
import { type RunRefusal, runDraw } from '../../waves/draw/run-draw.ts'
import { createExtraWave, type ExtraWaveRefusal } from '../../waves/extra-wave.ts'
import { type OpenRefusal, openWave } from '../../waves/open-wave.ts'
import { type ChangeYearRefusal, changeYear } from '../../years/change-year.ts'
import { yearRulesSchema } from '../../years/year-rules.ts'
import type { Desk } from './desk.ts'

type PerformRefusal =
  | OpenRefusal
  | RunRefusal
  | ExtraWaveRefusal
  | HoldRefusal
  | ExtendRefusal
  | ChangeYearRefusal
  | CancelRefusal
  | 'performed_by_command'
  | 'already_running'

/** Performs what two people have approved; returns where the console goes on. Long work begins, beside the requests. */
export async function performApproved(
  desk: Desk,
  { act, subject, facts }: Approval,
): Promise<Outcome<string, PerformRefusal>> {
  const { ctx, actor } = desk
  const id = Number(/^[a-z]+:(\d+)$/.exec(subject)?.[1])
  const wave = `/konsol/gelombang/${id}`
  switch (act) {
    case 'open_wave': {
      const opened = await openWave(ctx, id, actor)
      return opened.ok ? done(`${wave}?kabar=opened`) : opened
    }
    case 'run_draw': {
      const begun = await beginDraw(desk, id)
      return begun.ok ? done(`${wave}?kabar=started`) : begun
    }
    case 'grant_cards': {
      const begun = await beginNotifying(desk, id)
      return begun.ok ? done(`${wave}?kabar=started`) : begun
    }
    case 'hold_sweep': {
      const held = await holdSweep(ctx, id, actor)
      return held.ok ? done(`${wave}?kabar=held`) : held
    }
    case 'release_sweep': {
      const released = await releaseSweep(ctx, id, actor)
      return released.ok ? done(`${wave}?kabar=released`) : released
    }
    case 'extend_deadline': {
      const extended = await extendWave(ctx, id, String(facts.until), actor)
      return extended.ok ? done(`${wave}?kabar=extended`) : extended
    }
    case 'change_year_rules': {
      const changed = await changeYear(ctx, id, yearRulesSchema.parse(facts.rules), actor)
      return changed.ok ? done('/konsol/persetujuan?kabar=approved') : changed
    }
    case 'cancel_wave': {
      const because = String(facts.because)
      const cancelled = await cancelWave(ctx, id, { because, home: desk.deps.link('/beranda'), actor })
      if (cancelled.ok) desk.deps.onMessages()
      return cancelled.ok ? done(`${wave}?kabar=cancelled`) : cancelled
    }
    // Nobody keeps the NIK until then: whoever has it gives the command once more.
    case 'correct_identity':
      return refuse('performed_by_command')
    case 'plan_extra_wave': {
      const made = await createExtraWave(ctx, { year: id, quota: Number(facts.seats) }, actor)
      return made.ok ? done(`/konsol/gelombang/${made.value.waveId}?kabar=planned`) : made
    }
  }
}

function beginDraw({ ctx, deps, actor }: Desk, waveId: number) {
  return deps.tasks.start(
    {
      kind: 'run_draw',
      subject: `wave:${waveId}`,
      async run(progress) {
        const drawn = await runDraw(ctx, waveId, {
          actor,
          onProgress: ({ ranked, applicants }) => progress(ranked, applicants),
        })
        if (!drawn.ok) return drawn
        const { selected, applicants, reserves, struck, result_root } = drawn.value
        return { ok: true, value: { selected, applicants, reserves, struck, result_root } }
      },
    },
    actor,
  )
}

/** Begins to give cards, or goes on where that broke off. */
export function beginNotifying({ ctx, deps, actor }: Desk, waveId: number) {
  return deps.tasks.start(
    {
      kind: 'notify_wave',
      subject: `wave:${waveId}`,
      async run(progress) {
        const notified = await notifyWave(ctx, waveId, {
          actor,
          link: deps.link('/kartu'),
          sandbox: deps.sandbox,
          onProgress: (at) => progress(at.notified, at.total),
        }).finally(() => deps.onMessages())
        return notified.ok ? { ok: true, value: { ...notified.value } } : notified
      },
    },
    actor,
  )
}
