import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { resultSchema } from '../../waves/draw/draw-result.ts'
import { formOfRules } from '../../waves/draw/draw-rules.ts'
import type { DrawRow } from '../../waves/draw/draw-store.ts'
import type { DrawProof } from '../../waves/draw/published/proof.ts'
import { proofsOfRef, publicDraws } from '../../waves/draw/published/proof-of-ref.ts'
import { publicFiles } from '../../waves/draw/published/publish-draw.ts'
import { formInWords } from '../../waves/draw/value-form-rules.ts'
import { movedUpOf } from '../../waves/seats/wave-seats.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { showPage } from '../site/show-page.tsx'
import { words } from './draw-words.ts'

type Request = RequestContext<Web>

/** `/undian`: every draw. */
export async function drawsPage(c: Request, ctx: Context): Promise<Response> {
  const said = words[c.get('language')]
  const draws = await publicDraws(ctx)
  return showPage(
    c,
    { title: said.title, description: said.lead, scripted: false, indexed: true },
    <>
      <p class="lead">{said.lead}</p>
      {draws.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        <parts.Listing
          rows={draws.map((draw) => ({
            title: said.link(String(draw.number), String(draw.year)),
            href: `/undian/${draw.year}-${draw.number}`,
            line: said.states[draw.status],
            end: (
              <span class="small muted">
                {said.quota}: {draw.quota}
              </span>
            ),
          }))}
        />
      )}
    </>,
  )
}

/** `/undian/2026-3`: what is public of a draw by now, and where an applicant's code leads to. */
export async function drawPage(c: Request, ctx: Context, draw: DrawRow): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const typed = c.req.query('kode')?.trim().toLowerCase().slice(0, 80)
  const problem = typed !== undefined && !/^[0-9a-f]{32}$/.test(typed) ? said.refWrong : undefined
  const proofs = typed !== undefined && !problem ? await proofsOfRef(ctx, draw.waveId, typed) : []
  const title = said.of(String(draw.number), String(draw.year))
  const address = `/undian/${draw.year}-${draw.number}` as const
  return showPage(
    c,
    {
      title,
      problems: problem ? [{ field: 'kode', message: problem }] : [],
      scripted: false,
      indexed: typed === undefined,
      width: 'full',
    },
    <div class="two">
      <div class="side flow">
        <h2>{said.yours}</h2>
        {typed !== undefined && !problem ? (
          <Mine proofs={proofs} address={address} code={typed} closed={!!draw.listRoot} language={language} />
        ) : (
          ''
        )}
        <form class="form" method="get" action={address}>
          <parts.Field
            name="kode"
            label={said.ref}
            hint={said.refHint}
            autocomplete="off"
            value={typed}
            error={problem}
          />
          <parts.Button>{said.find}</parts.Button>
        </form>
        <h2>{said.files}</h2>
        <ul class="list">
          {publicFiles(draw).map((file) => (
            <li>
              <a href={`${address}/${file}`}>{file}</a>
            </li>
          ))}
        </ul>
      </div>
      <div class="flow measure">
        <Facts draw={draw} moved={await movedUpOf(ctx.db, draw.waveId)} language={language} />
        <How language={language} />
      </div>
    </div>,
  )
}

function Facts(props: { draw: DrawRow; moved: Awaited<ReturnType<typeof movedUpOf>>; language: Language }) {
  const { draw, moved, language } = props
  const said = words[language]
  const announced = draw.status === 'announced' || draw.status === 'notified'
  const result = announced && draw.result ? resultSchema.parse(JSON.parse(draw.result)) : undefined
  const form = formOfRules(draw.rules)
  const hash = (text: string | undefined) => (text ? <code>{text}</code> : said.notYet)
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: said.states[draw.status] ?? draw.status },
        { label: said.quota, value: String(draw.quota) },
        {
          label: said.applicants,
          value: draw.listRoot === undefined ? said.notYet : String(draw.applicants),
        },
        { label: said.selected, value: result ? String(result.selected) : said.notYet },
        { label: said.reserves, value: result ? String(result.reserves) : said.notYet },
        ...(result && result.reserves > 0
          ? [
              {
                label: said.movedUp,
                value:
                  moved.upto === undefined
                    ? said.nobodyMovedUp
                    : said.movedUpto(String(moved.movedUp), String(moved.upto)),
              },
            ]
          : []),
        { label: said.commitment, value: hash(draw.commitment) },
        { label: said.valueName, value: draw.valueName ?? '' },
        { label: said.valueForm, value: form ? formInWords(form, language) : said.freeForm },
        { label: said.knownFrom, value: draw.valueFrom ? formatInstant(draw.valueFrom, language) : '' },
        { label: said.listRoot, value: hash(draw.listRoot) },
        { label: said.value, value: result?.public_value ?? said.notYet },
        { label: said.seed, value: hash(result?.seed) },
        { label: said.resultRoot, value: hash(result?.result_root) },
      ]}
    />
  )
}

/** What the published lists say of one code. */
function Mine(props: {
  proofs: readonly DrawProof[]
  address: `/undian/${string}`
  code: string
  closed: boolean
  language: Language
}) {
  const { proofs, address, code, language } = props
  const said = words[language]
  const listed = proofs.find(({ list }) => list === 'list.txt')
  const ranked = proofs.find(({ list }) => list === 'ranks.txt')
  if (!listed)
    return (
      <parts.Notice tone="warning">
        <p>{props.closed ? said.refUnknown : said.listNotYet}</p>
      </parts.Notice>
    )
  const outcome = ranked?.line.at(-1) ?? ''
  return (
    <parts.Notice
      tone={outcome === 'P' || outcome === 'C' ? 'success' : 'info'}
      title={
        ranked
          ? said.rank(String(Number(ranked.line.slice(0, 9))), String(ranked.lines))
          : said.inList(String(listed.line_number), String(listed.lines))
      }
    >
      {ranked ? <p>{said.outcomes[outcome]}</p> : ''}
      <ul class="stack">
        {proofs.map(({ list }) => (
          <li>
            <a href={`${address}/bukti/${code}/${list.replace('.txt', '.json')}`}>{said.proof(list)}</a>
          </li>
        ))}
      </ul>
    </parts.Notice>
  )
}

function How({ language }: { language: Language }) {
  const said = words[language]
  return (
    <>
      <h2>{said.how}</h2>
      <ol class="list">
        {said.steps.split('\n').map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p>
        <a href="/undian/verify-draw.py">{said.script}</a>
      </p>
      <p>
        <a href="/undian">{said.all}</a>
      </p>
    </>
  )
}
