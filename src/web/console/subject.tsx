import { approvedAct } from '../../acts/acts-of-two.ts'
import type { TwoPersonAct } from '../../approvals/approvals.ts'
import type { Wave } from '../../waves/waves.ts'
import { paymentWords } from '../payments/payment-words.ts'
import type { Link } from '../site/link.ts'
import type { ConsoleRequest } from './console-request.ts'
import { words } from './console-words.ts'
import { exportsWords } from './exports/exports-words.ts'
import { importsWords } from './lists/imports-words.ts'
import { campaignWords } from './messages/campaign-words.ts'
import { identityWords } from './person-data/identity-words.ts'
import { yearsWords } from './years/years-words.ts'

/** Where the second person types once more what is kept of nowhere in between; undefined of all other acts. */
export function typedAgainAt({ act, subject }: Pick<TwoPersonAct, 'act' | 'subject'>): Link | undefined {
  const registered = approvedAct(act)
  const person = /^person:(\d+)$/.exec(subject)?.[1]
  return registered && 'performTyped' in registered && person ? `/konsol/orang/${Number(person)}` : undefined
}

/** `wave:3` as people name it, and the way there. */
export function Subject(props: {
  subject: string
  waves: readonly Wave[]
  language: ConsoleRequest['language']
}) {
  const run = /^run:(\d+)$/.exec(props.subject)?.[1]
  if (run) {
    const { payments } = paymentWords[props.language]
    return <a href={`/konsol/keuangan/pembayaran/${Number(run)}`}>{`${payments} ${run}`}</a>
  }
  const year = /^year:(\d+)$/.exec(props.subject)?.[1]
  if (year) return <a href={`/konsol/tahun/${Number(year)}`}>{yearsWords[props.language].yearTitle(year)}</a>
  const upload = /^upload:(\d+)$/.exec(props.subject)?.[1]
  if (upload)
    return <a href={`/konsol/impor/berkas/${Number(upload)}`}>{importsWords[props.language].file}</a>
  const list = /^import:(\d+)$/.exec(props.subject)?.[1]
  if (list) return <a href={`/konsol/impor/${Number(list)}`}>{importsWords[props.language].toImport(list)}</a>
  const campaign = /^campaign:(\d+)$/.exec(props.subject)?.[1]
  if (campaign)
    return (
      <a href={`/konsol/pesan/kampanye/${Number(campaign)}`}>
        {campaignWords[props.language].title} {campaign}
      </a>
    )
  const person = /^person:(\d+)$/.exec(props.subject)?.[1]
  if (person)
    return <a href={`/konsol/orang/${Number(person)}`}>{identityWords[props.language].personOf(person)}</a>
  const exported = /^export:(\d+)$/.exec(props.subject)?.[1]
  if (exported) return <span>{exportsWords[props.language].ofExport(exported)}</span>
  const id = /^wave:(\d+)$/.exec(props.subject)?.[1]
  const wave = props.waves.find(({ waveId }) => String(waveId) === id)
  const { waveOf, everything } = words[props.language]
  if (!wave) return <span>{props.subject === 'programme' ? everything : props.subject}</span>
  return (
    <a href={`/konsol/gelombang/${wave.waveId}`} class="number">
      {waveOf(String(wave.number), String(wave.year))}
    </a>
  )
}
