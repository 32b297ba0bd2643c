import { encodedUrl } from '../../../kernel/network/public-url.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { type FileType, fileTypes, takenFiles } from '../../../learning/assignments/file-rules.ts'
import {
  assignmentFile,
  type Feedback,
  feedbackOn,
  type HandedInWork,
  handInWork,
  workOf,
} from '../../../learning/assignments/hand-in.ts'
import { type HandInRefusal, handInRefusals, type Scope } from '../../../learning/assignments/rules.ts'
import { trainingOf } from '../../../learning/completion/completion-facts.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, outside, type Target } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { path } from '../shop.ts'
import { learnWords } from './learn-words.ts'
import type { LearnPage } from './paid-order.ts'

const tones = { pending: 'waiting', accepted: 'success', failed: 'warning' } as const

interface Wrong {
  readonly refusal: HandInRefusal
  readonly link: string
}

/** An assignment: the form until it is accepted, all that was sent, and what the institution says of it. */
export const assignmentPage: LearnPage<Scope, Wrong> = async (c, shop, order, scope, wrong) => {
  const language = c.get('language')
  const said = learnWords[language]
  const { ctx } = shop.storefronts
  const training = await trainingOf(ctx.db, order)
  if (!training?.requirement.assignments.includes(scope)) return errorPage(c, 404)
  const [work, feedback] = await Promise.all([workOf(ctx, order, scope), feedbackOn(ctx, order, scope)])
  const here = path(shop, `/belajar/${order.orderNo}/tugas/${scope}`)
  const field = wrong?.refusal.startsWith('file_') ? 'berkas' : 'tautan'
  const problems = wrong ? [{ field, message: sentenceOf(handInRefusals, wrong.refusal, {}, language) }] : []
  const above = (
    <p>
      <a href={path(shop, `/belajar/${order.orderNo}`)}>{said.back}</a>
    </p>
  )
  return showPage(
    c,
    { title: said.names[scope], above, problems },
    <>
      <p class="lead">{order.courseTitle}</p>
      {c.req.query('terkirim') !== undefined && work[0]?.status === 'pending' ? (
        <parts.Notice tone="success" title={said.sent}>
          <p>{said.sentText}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {work[0]?.status === 'accepted' ? (
        ''
      ) : (
        <WorkForm
          action={here}
          said={said}
          again={work.length > 0}
          link={wrong?.link}
          problem={problems[0]}
        />
      )}
      {work.length > 0 ? <h2>{said.handedIn}</h2> : ''}
      <ul class="listing">
        {work.map((one) => (
          <HandedIn work={one} file={`${here}/berkas/${one.submissionId}`} language={language} />
        ))}
      </ul>
      {feedback.length > 0 ? <h2>{said.feedback}</h2> : ''}
      {feedback.map((one) => (
        <FeedbackText {...one} language={language} />
      ))}
    </>,
  )
}

interface WorkFormProps {
  readonly action: Target
  readonly said: (typeof learnWords)[Language]
  /** something was handed in before */
  readonly again: boolean
  readonly link: string | undefined
  readonly problem: parts.FieldProblem | undefined
}

function WorkForm({ action, said, again, link, problem }: WorkFormProps) {
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  return (
    <>
      <p>{said.workLead}</p>
      <parts.Form action={action} files>
        <parts.Field
          name="tautan"
          label={said.link}
          hint={said.linkHint}
          type="url"
          optional
          value={link}
          error={errorOf('tautan')}
        />
        <parts.FileField
          name="berkas"
          label={said.file}
          hint={said.fileHint}
          optional
          accept={takenFiles}
          error={errorOf('berkas')}
        />
        <parts.Button>{again ? said.sendAgain : said.send}</parts.Button>
      </parts.Form>
    </>
  )
}

function HandedIn({ work, file, language }: { work: HandedInWork; file: string; language: Language }) {
  const said = learnWords[language]
  const { url, status, submittedAt, because } = work
  return (
    <li>
      <a class="whole" href={outside(url ?? file)} rel="noopener noreferrer nofollow">
        {url ? said.openLink : said.download}
      </a>
      <span class="end">
        <parts.StatusTag tone={tones[status]}>{said.statuses[status]}</parts.StatusTag>
      </span>
      <span class="small muted">{formatInstant(submittedAt, language)}</span>
      {because ? <p class="below">{because}</p> : ''}
    </li>
  )
}

function FeedbackText({ notes, url, at, language }: Feedback & { language: Language }) {
  return (
    <div class="stack">
      <p>{notes}</p>
      {url ? (
        <p>
          <a href={outside(url)} rel="noopener noreferrer nofollow">
            {learnWords[language].openLink}
          </a>
        </p>
      ) : (
        ''
      )}
      <p class="small muted">{formatInstant(at, language)}</p>
    </div>
  )
}

/** Takes a link or a file. */
export const submitWork: LearnPage<Scope> = async (c, shop, order, scope) => {
  const link = encodedUrl((await readForm(c)).get('tautan') ?? '')
  const content = c.get('upload')
  // Both, or neither: the rule says so.
  const work = content && link === '' ? { content } : { url: link }
  const both = (content !== undefined) === (link !== '')
  const handedIn = both
    ? ({ ok: false, refusal: 'link_or_file' } as const)
    : await handInWork(shop.storefronts.ctx, order, scope, work, c.get('requestId'))
  if (!handedIn.ok) return assignmentPage(c, shop, order, scope, { refusal: handedIn.refusal, link })
  return goTo(c, path(shop, `/belajar/${order.orderNo}/tugas/${scope}?terkirim=1`))
}

/** An uploaded file, for who uploaded it: always saved, never shown by the browser. */
export const workFile: LearnPage<number> = async (c, shop, order, id) => {
  const file = await assignmentFile(shop.storefronts.ctx, id, order.cardId)
  if (!file) return errorPage(c, 404)
  const ending = fileTypes[file.mediaType as FileType] ?? 'bin'
  return c.body(new Uint8Array(file.content), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="tugas-${id}.${ending}"`,
  })
}
