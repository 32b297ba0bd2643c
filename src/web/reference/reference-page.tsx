import type { Language } from '../../kernel/wib.ts'
import { errorCatalogue, type PartnerError } from '../../partners/error-catalogue.ts'
import { signatureExplained } from '../../partners/reference/openapi.ts'
import { callReferences, publishedVector } from '../../partners/reference/reference.ts'
import { signingExamples } from '../../partners/reference/signing-examples.ts'
import { Table } from '../parts/lists/table.tsx'
import { Code, Errors, OneCall } from './call-reference.tsx'
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
      <ul class="list columns">
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
