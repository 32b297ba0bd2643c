import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { coursesToRedeem, type Institution } from '../../catalogue/institutions.ts'
import { redeemPlace } from '../../catalogue/redeem-place.ts'
import { takeWithin } from '../../database/tally.ts'
import { minute } from '../../kernel/clock.ts'
import { randomCode } from '../../kernel/codes.ts'
import { type RefusalFacts, sentenceOf } from '../../kernel/refusal.ts'
import { redeemVoucher } from '../../learning/redeem/redeem-voucher.ts'
import { codeAsIssued, type RedeemRefusal, redeemRefusals } from '../../learning/redeem/rules.ts'
import { findVoucher } from '../../learning/redeem/voucher.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { field } from '../http/form-fields.ts'
import { readForm, type Shown, type Typed, wrong } from '../http/forms.ts'
import type { FormError } from '../http/forms-words.ts'
import type { Option } from '../parts/forms/field.tsx'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { labelOf } from '../storefront/label-words.ts'
import type { Request } from './institution-pages.tsx'
import { type InstitutionPage, type RedeemDeps, toResult } from './redeem-result.tsx'
import { redeemField, words } from './redeem-words.ts'

/** Ten tries of one code in a quarter of an hour, wherever they come from; routes.ts limits those of an address. */
const triesPerCode = { most: 10, windowMs: 15 * minute }

/** The button is called as the storefronts that deliver by voucher call it. */
const voucherShop = { journey: journeys.find((journey) => stepOf(journey, 'redeem'))! }

const redeemForm = (courses: readonly Option[]) =>
  form((language) => {
    const said = words[language]
    return {
      kelas: ask.select(field.text(64), said.course, courses),
      kode: ask.text(voucherCode, said.code, { hint: said.codeHint, autocomplete: 'off', maxlength: 100 }),
      email: ask.email(said.email, { hint: said.emailHint }),
    }
  })

const voucherCode = z
  .string()
  .max(100)
  .transform(codeAsIssued)
  .refine((code) => /^[A-Z0-9]{12}$/.test(code), { error: 'format_wrong' satisfies FormError })

/**
 * `/lembaga/SLUG/tukar`: course, code and email; the course is chosen already where a link brought it. `blocked` stands
 * instead of the problems: what no other answer on this page would heal.
 */
export async function redeemPage(
  c: Request,
  deps: RedeemDeps,
  institution: Institution,
  shown: Shown = {},
  blocked?: Child,
): Promise<Response> {
  const said = words[c.get('language')]
  if (institution.redeemUrl) return elsewherePage(c, institution)
  const courses = await coursesToRedeem(deps.ctx, institution.institutionId)
  const options = courses.map(({ courseCode, title }) => ({ value: courseCode, label: title }))
  const { typed = { kelas: c.req.query('kelas') ?? '' } } = shown
  // A course that is not in the list chooses none.
  const kelas = options.find(({ value }) => value === typed.kelas)?.value ?? ''
  return showPage(
    c,
    { title: said.title, ...shown, ...(blocked && { above: blocked, failed: true, status: 422 }) },
    <>
      <p class="lead">{said.lead(institution.name)}</p>
      <parts.Form action={`/lembaga/${institution.slug}/tukar`}>
        {/* which filled-in form this is: the same one sent twice is one redemption, another one is not */}
        <input type="hidden" name="lembar" value={randomCode(12)} />
        {redeemForm(options).fields(c, { ...shown, typed: { ...typed, kelas } })}
        <parts.Button>{labelOf(voucherShop, 'redeem', c.get('language'))}</parts.Button>
      </parts.Form>
      <p>
        <a href={`/lembaga/${institution.slug}`}>{said.back(institution.name)}</a>
      </p>
    </>,
  )
}

/** The institution has a system of its own: nothing is redeemed here. */
function elsewherePage(c: Request, institution: Institution): Response {
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.title },
    <>
      <p class="lead">{said.elsewhere(institution.name)}</p>
      <parts.LinkButton href={outside(redeemPlace(institution))} rel="noopener">
        {said.elsewhereLink(institution.name)}
      </parts.LinkButton>
    </>,
  )
}

/** Takes the form. A code that is used sends on to its result, as a fresh one does. */
export const submitRedeem: InstitutionPage = async (c, deps, institution) => {
  const { ctx } = deps
  const said = words[c.get('language')]
  if (institution.redeemUrl) return elsewherePage(c, institution)
  const answers = await redeemForm([]).read(c)
  if (!answers.ok) return redeemPage(c, deps, institution, answers)
  const { kode: code, email, kelas: courseCode } = answers.values
  const hidden = ctx.secrets.hash('redeem tried', code).toString('base64url')
  const over = await takeWithin(ctx.db, ctx.clock.now(), [{ subject: `redeem:${hidden}`, ...triesPerCode }])
  if (over) {
    const message = said.tooOften(Math.ceil(over.waitSeconds / 60))
    return redeemPage(c, deps, institution, wrong('kode', message, answers.typed))
  }
  const { institutionId } = institution
  const asked = { code, email, courseCode, institutionId }
  const actor = visitorOf(c, deps, (await readForm(c)).get('lembar') ?? '')
  const outcome = await redeemVoucher(ctx, asked, { actor, requestId: c.get('requestId') })
  if (outcome.ok) return toResult(c, deps, institution, outcome.value, false)
  if (outcome.refusal === 'already_redeemed') {
    const used = await findVoucher(ctx.db, code)
    // The very form that redeemed the code, clicked twice, sees its result; a code that is typed again is told as used.
    const same = used?.redeemedBy === actor && used.courseCode === courseCode
    if (used) return toResult(c, deps, institution, used, !same)
  }
  return refused(c, deps, institution, { ...outcome, code, typed: answers.typed })
}

/** The browser's session with the form that it sent, as an actor: nobody logs in here. */
function visitorOf(c: Request, { sessions }: RedeemDeps, sheet: string): string {
  const { tokenHash } = sessions.ensure(c)
  const browser = `visitor:${tokenHash.toString('hex', 0, 8)}`
  return /^[A-Z0-9]{12}$/.test(sheet) ? `${browser}:${sheet}` : browser
}

interface Refused {
  readonly refusal: RedeemRefusal
  readonly facts: RefusalFacts
  readonly code: string
  readonly typed: Typed
}

async function refused(
  c: Request,
  deps: RedeemDeps,
  institution: Institution,
  { refusal, facts, code, typed }: Refused,
): Promise<Response> {
  const language = c.get('language')
  const message = sentenceOf(redeemRefusals, refusal, facts, language)
  const about = redeemField(refusal)
  if (about !== '') return redeemPage(c, deps, institution, wrong(about, message, typed))
  const voucher = await findVoucher(deps.ctx.db, code)
  const blocked = (
    <parts.Notice tone="error" title={words[language].notRedeemed}>
      <p>{message}</p>
      {refusal === 'code_of_other_institution' && voucher ? (
        <p>
          <a
            href={outside(
              redeemPlace(
                { slug: voucher.institutionSlug, redeemUrl: voucher.redeemUrl },
                voucher.courseCode,
              ),
            )}
          >
            {words[language].elsewhereLink(voucher.institution)}
          </a>
        </p>
      ) : (
        ''
      )}
    </parts.Notice>
  )
  return redeemPage(c, deps, institution, { typed }, blocked)
}
