import type { Language } from '../../kernel/wib.ts'
import { errorCatalogue, type PartnerError } from '../../partners/error-catalogue.ts'
import { signatureExplained } from '../../partners/reference/openapi.ts'
import {
  type CallReference,
  callReferences,
  publishedVector,
  sharedRefusals,
} from '../../partners/reference/reference.ts'
import { signingExamples } from '../../partners/reference/signing-examples.ts'
import { Table } from '../parts/lists/table.tsx'
import { referenceWords } from './reference-words.ts'

export interface ReferenceProps {
  readonly language: Language
  /** where the API is reached, without a slash at the end */
  readonly baseUrl: string
  /** where the OpenAPI description lies */
  readonly openApiUrl: '/api/openapi.json'
}

const groups = [
  { id: 'layanan-bersama', kind: 'both' },
  { id: 'layanan', kind: 'storefront' },
  { id: 'layanan-lembaga', kind: 'institution' },
] as const

/** The reference of the partner API: what stands between the head and the foot of its page. */
export function Reference(props: ReferenceProps) {
  const said = referenceWords[props.language]
  return (
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <Contents {...props} />
      <h2 id="bentuk">{said.envelope}</h2>
      <ul class="list">
        {said.envelopeFacts.split('\n').map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
      <Headers {...props} />
      <Signing {...props} />
      {groups.map(({ id, kind }) => (
        <>
          <h2 id={id}>{said[kind]}</h2>
          {callReferences
            .filter(({ call }) => call.kind === kind)
            .map((reference) => (
              <OneCall reference={reference} language={props.language} />
            ))}
        </>
      ))}
      <h2 id="kesalahan">{said.errors}</h2>
      <Errors
        language={props.language}
        errors={Object.keys(errorCatalogue) as PartnerError[]}
        caption={said.errors}
      />
    </>
  )
}

function Contents({ language, openApiUrl }: ReferenceProps) {
  const said = referenceWords[language]
  const parts = [
    ['bentuk', said.envelope],
    ['header', said.headers],
    ['tanda-tangan', said.signing],
    ['contoh', said.examples],
    ...groups.flatMap(({ id, kind }) => [
      [id, said[kind]] as const,
      ...callReferences
        .filter(({ call }) => call.kind === kind)
        .map(({ name, title }) => [name, `${name}: ${title[language]}`] as const),
    ]),
    ['kesalahan', said.errors],
  ] as const
  return (
    <nav aria-label={said.contents}>
      <ul class="list">
        {parts.map(([id, label]) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
        <li>
          <a href={openApiUrl}>{said.machine}</a>
        </li>
      </ul>
    </nav>
  )
}

function Headers({ language }: ReferenceProps) {
  const said = referenceWords[language]
  const rows = [
    ['Content-Type', 'application/json'],
    ['client_code', said.clientCode],
    ['timestamp', said.timestamp],
    ['signature', said.signatureHeader],
    ['signature-sha256', said.strongSignature],
    ['Authorization', said.authorization],
  ] as const
  return (
    <>
      <h2 id="header">{said.headers}</h2>
      <Table
        caption={said.headers}
        captionHidden
        columns={[{ label: said.header }, { label: said.content }]}
        rows={rows.map(([name, content]) => [<code>{name}</code>, content])}
      />
    </>
  )
}

function Signing({ language, baseUrl }: ReferenceProps) {
  const said = referenceWords[language]
  const { clientCode, signKey, timestamp, method, path, body, signature } = publishedVector
  const vector = { client_code: clientCode, sign_key: signKey, timestamp, method, path, body, signature }
  const { call, request } = callReferences.find(({ call: of }) => of.kind === 'storefront')!
  const examples = signingExamples({
    baseUrl,
    clientCode: 'CLIENT_CODE',
    signKey: 'SIGN_KEY',
    path: call.path,
    body: JSON.stringify(request),
  })
  return (
    <>
      <h2 id="tanda-tangan">{said.signing}</h2>
      <p>
        {signatureExplained(language)
          .split('`')
          .map((piece, index) => (index % 2 === 1 ? <code>{piece}</code> : piece))}
      </p>
      <p>{said.keys}</p>
      <Table
        caption={said.vector}
        columns={[{ label: said.part }, { label: said.value }]}
        rows={Object.entries(vector).map(([name, value]) => [name, <code>{value}</code>])}
      />
      <h2 id="contoh">{said.examples}</h2>
      {examples.map(({ name, code }, index) => (
        <details open={index === 0}>
          <summary>{name}</summary>
          <Code label={name} text={code} />
        </details>
      ))}
    </>
  )
}

function OneCall(props: { reference: CallReference; language: Language }) {
  const said = referenceWords[props.language]
  const { call, name, title, about, request, message, answer, answerFields, refusals } = props.reference
  const columns = [{ label: said.field }, { label: said.kind }, { label: said.meaning }]
  const row = (field: string, schema: Readonly<Record<string, unknown>>, meaning: string) => [
    <code>{field}</code>,
    kindOf(schema, props.language),
    meaning,
  ]
  return (
    <section class="stack" aria-labelledby={name}>
      <h3 id={name}>
        {name}: {title[props.language]}
      </h3>
      <p>
        <code>POST {call.path}</code>
      </p>
      <p>{about[props.language]}</p>
      <Table
        caption={`${said.request}: ${name}`}
        columns={columns}
        rows={Object.entries(call.fields).map(([field, { schema, about, optional }]) => {
          const meaning = about[props.language]
          return row(field, schema, optional ? `${meaning} (${said.optional})` : meaning)
        })}
      />
      <Code label={`${said.request}: ${name}, JSON`} text={JSON.stringify(request, null, 2)} />
      <Table
        caption={`${said.answer}: ${name}`}
        columns={columns}
        rows={answerFields.map((field) => {
          const meaning = field.about[props.language]
          return row(field.name, field.schema, field.optional ? `${meaning} (${said.optional})` : meaning)
        })}
      />
      <Code
        label={`${said.answer}: ${name}, JSON`}
        text={JSON.stringify({ success: true, message, data: answer }, null, 2)}
      />
      <details>
        <summary>{said.refusals}</summary>
        <Errors
          language={props.language}
          errors={[...sharedRefusals, ...refusals]}
          caption={`${said.errors}: ${name}`}
        />
      </details>
    </section>
  )
}

function Errors(props: { language: Language; errors: readonly PartnerError[]; caption: string }) {
  const said = referenceWords[props.language]
  return (
    <Table
      caption={props.caption}
      captionHidden
      columns={[
        { label: said.code },
        { label: said.status, right: true },
        { label: said.message },
        { label: said.description },
      ]}
      rows={props.errors.map((error) => {
        const { code, status, message, description } = errorCatalogue[error]
        return [
          <code>{code}</code>,
          status,
          <span lang="id">{message({})}</span>,
          <span lang="en">{description}</span>,
        ]
      })}
    />
  )
}

function kindOf(schema: Readonly<Record<string, unknown>>, language: Language): string {
  const said = referenceWords[language]
  if (schema.type === 'integer') return said.number
  if (schema.type === 'boolean') return said.yesNo
  if (schema.type === 'object') return said.object
  if (schema.type === 'array') return said.list
  const kind = Array.isArray(schema.type) ? said.textOrNumber : said.text
  const { maxLength } = schema
  return typeof maxLength === 'number' && !schema.pattern ? `${kind}, ${said.most(maxLength)}` : kind
}

/** Code that scrolls by itself when the screen is narrow. */
function Code(props: { label: string; text: string }) {
  return (
    <section class="table panel" aria-label={props.label} tabindex={0}>
      <pre>
        <code>{props.text}</code>
      </pre>
    </section>
  )
}
