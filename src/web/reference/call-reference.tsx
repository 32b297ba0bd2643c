import type { Language } from '../../kernel/wib.ts'
import { errorCatalogue, type PartnerError } from '../../partners/error-catalogue.ts'
import { type CallReference, sharedRefusals } from '../../partners/reference/reference.ts'
import { Table } from '../parts/lists/table.tsx'
import { referenceWords } from './reference-words.ts'

export function OneCall(props: { reference: CallReference; language: Language }) {
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

export function Errors(props: { language: Language; errors: readonly PartnerError[]; caption: string }) {
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
export function Code(props: { label: string; text: string }) {
  return (
    <section class="table panel" aria-label={props.label} tabindex={0}>
      <pre>
        <code>{props.text}</code>
      </pre>
    </section>
  )
}
