import type { Language } from '../../kernel/wib.ts'
import { errorCatalogue, type PartnerError } from '../error-catalogue.ts'
import {
  type AnswerField,
  type CallReference,
  callReferences,
  publishedVector,
  sharedRefusals,
} from './reference.ts'

const signature = {
  id: [
    'Setiap permintaan ditandatangani:',
    '`signature = hex kecil dari HMAC-SHA1(sign_key, client_code + timestamp + "POST" + path + [authorization] + body)`.',
    '`path` tanpa host dan query. `[authorization]` kosong, kecuali pada authorize: boleh kosong, seluruh isi header,',
    'atau tokennya saja. `body` adalah byte yang dikirim; bentuk JSON ringkasnya juga diterima.',
    'Timestamp berlaku 300 detik ke dua arah. HMAC-SHA256 diterima pada header `signature-sha256`.',
  ].join(' '),
  en: [
    'Every request is signed:',
    '`signature = lower hex of HMAC-SHA1(sign_key, client_code + timestamp + "POST" + path + [authorization] + body)`.',
    '`path` is without host and query. `[authorization]` is empty but for authorize, where it may be empty, the whole',
    'header value, or the bare token. `body` is the bytes as sent; their compact JSON form is accepted, too.',
    'A timestamp holds for 300 seconds both ways. HMAC-SHA256 is taken in the header `signature-sha256`.',
  ].join(' '),
} as const

/** How calls are signed, in one paragraph (`code` between backticks). */
export function signatureExplained(language: Language): string {
  return signature[language]
}

/** The OpenAPI 3.1 description of the integration API at `baseUrl` (without a slash at the end). */
export function openApiDocument(baseUrl: string, language: Language = 'id') {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bekal Integration API',
      version: '1',
      description: `${signature[language]}\n\n${vectorExplained()}`,
    },
    servers: [{ url: baseUrl }],
    paths: Object.fromEntries(
      callReferences.map((reference) => [reference.call.path, { post: operation(reference, language) }]),
    ),
    components: {
      // A parameter named Authorization would be ignored, so the token of authorize is a scheme.
      securitySchemes: { payment: { type: 'http', scheme: 'Payment' } },
      schemas: { Failure: failureSchema() },
    },
    'x-error-catalogue': Object.entries(errorCatalogue).map(
      ([refusal, { code, status, message, description }]) => ({
        code,
        refusal,
        status,
        message: message({}),
        description,
      }),
    ),
  }
}

function vectorExplained(): string {
  const { clientCode, signKey, timestamp, method, path, body, signature: expected } = publishedVector
  return [
    `client_code \`${clientCode}\`, sign_key \`${signKey}\`, timestamp \`${timestamp}\`, ${method} \`${path}\``,
    `body \`${body}\` -> signature \`${expected}\``,
  ].join(', ')
}

function operation(reference: CallReference, language: Language) {
  const { call, name, title, about } = reference
  return {
    operationId: name,
    summary: title[language],
    description: about[language],
    parameters: headersOf(language),
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: requestSchema(reference, language), example: reference.request },
      },
    },
    responses: {
      200: {
        description: reference.message,
        content: {
          'application/json': {
            schema: answerSchema(reference.answerFields, language),
            example: { success: true, message: reference.message, data: reference.answer },
          },
        },
      },
      ...failures([...sharedRefusals, ...reference.refusals]),
    },
    'x-partner-kind': call.kind,
    ...(call.takesPaymentToken && { security: [{ payment: [] }] }),
  }
}

function headersOf(language: Language) {
  const header = (name: string, schema: object, example: string, required = true) => ({
    name,
    in: 'header',
    required,
    schema,
    example,
  })
  const { clientCode, timestamp, signature: expected } = publishedVector
  return [
    header('client_code', { type: 'string' }, clientCode),
    header('timestamp', { type: 'string', pattern: '^[0-9]{1,12}$' }, timestamp),
    header('signature', { type: 'string', pattern: '^[0-9a-f]{40}$' }, expected),
    {
      ...header('signature-sha256', { type: 'string', pattern: '^[0-9a-f]{64}$' }, '0'.repeat(64), false),
      description: {
        id: 'Pengganti signature yang lebih kuat',
        en: 'the stronger one, instead of signature',
      }[language],
    },
  ]
}

function requestSchema({ call }: CallReference, language: Language) {
  const fields = Object.entries(call.fields)
  return {
    type: 'object',
    required: fields.flatMap(([name, { optional }]) => (optional ? [] : [name])),
    properties: Object.fromEntries(
      fields.map(([name, { schema, about }]) => [name, { ...schema, description: about[language] }]),
    ),
  }
}

function answerSchema(fields: readonly AnswerField[], language: Language) {
  const data = {
    type: 'object',
    required: fields.filter((field) => !field.optional).map((field) => field.name),
    properties: Object.fromEntries(
      fields.map(({ name, schema, about }) => [name, { ...schema, description: about[language] }]),
    ),
  }
  const properties = { success: { const: true }, message: { type: 'string' }, data }
  return { type: 'object', required: ['success', 'message', 'data'], properties }
}

function failureSchema() {
  return {
    type: 'object',
    required: ['code', 'message', 'success'],
    properties: {
      code: { type: 'string', enum: Object.values(errorCatalogue).map(({ code }) => code) },
      message: { type: 'string' },
      success: { const: false },
    },
  }
}

/** One response for each HTTP status, with an example for each error. */
function failures(errors: readonly PartnerError[]) {
  const byStatus = Map.groupBy(errors, (error) => errorCatalogue[error].status)
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((error) => errorCatalogue[error].code).join(', '),
        ...(status === 429 && {
          headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'detik / seconds' } },
        }),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Failure' },
            examples: Object.fromEntries(ofStatus.map((error) => [error, { value: failureExample(error) }])),
          },
        },
      },
    ]),
  )
}

function failureExample(error: PartnerError) {
  const { code, message } = errorCatalogue[error]
  return { code, message: message({}), success: false }
}
