import { sentenceOf } from '../../../kernel/refusal.ts'
import { addDays, startOfWibDate } from '../../../kernel/wib.ts'
import { addPromo, addPromoRefusals } from '../../../storefronts/promo/add-promo.ts'
import { endPromo, endPromoRefusals } from '../../../storefronts/promo/end-promo.ts'
import { listPromos } from '../../../storefronts/promo/list-promos.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { promoForm } from './promo-form.ts'
import { promosPage } from './promos-page.tsx'
import { promosWords } from './promos-words.ts'

const linesOf = (text = '') => text.split(/\s+/).filter(Boolean)

/** Makes a promo code. */
export async function submitPromo(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await promoForm.read(c)
  if (!answers.ok) return promosPage(request, answers)
  const { toko_promo: toko, kode, jenis, besar, mulai, sampai, ...more } = answers.values
  const made = await addPromo(
    ctx,
    {
      storefront: toko,
      code: kode,
      kind: jenis,
      value: besar,
      maxDiscount: jenis === 'percent' ? more.paling_banyak : undefined,
      minPrice: more.harga_minimum,
      startsAt: mulai ? startOfWibDate(mulai) : ctx.clock.now(),
      endsAt: sampai ? startOfWibDate(addDays(sampai, 1)) : undefined,
      limitTotal: more.batas,
      limitPerAccount: more.batas_akun,
      courses: linesOf(more.pelatihan),
      categories: linesOf(more.kategori),
    },
    actor,
  )
  if (made.ok) return goTo(c, '/konsol/katalog/promo?kabar=promo_added')
  const problem = sentenceOf(addPromoRefusals, made.refusal, made.facts, language)
  return promosPage(request, { problem, typed: answers.typed })
}

/** Ends a promo code, after it was asked once more. */
export async function submitEndPromo(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const said = promosWords[language]
  const promo = (await listPromos(ctx)).find(({ promoId }) => String(promoId) === c.req.param('promo'))
  if (!promo) return errorPage(c, 404)
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      {
        label: said.endLabel,
        action: `/konsol/katalog/promo/${promo.promoId}/akhiri`,
        back: '/konsol/katalog/promo',
      },
      <p class="lead">
        {promo.code}. {said.endText}
      </p>,
    )
  const ended = await endPromo(ctx, promo.storefront, promo.code, actor)
  if (ended.ok) return goTo(c, '/konsol/katalog/promo?kabar=promo_ended')
  return promosPage(request, {
    problem: sentenceOf(endPromoRefusals, ended.refusal, ended.facts, language),
  })
}
