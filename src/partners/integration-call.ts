import { type Clock, second } from '../kernel/clock.ts'
import type { ProxiesInFront } from '../kernel/network/caller-address.ts'
import { partOf, type TokenBuckets, tokenBuckets } from '../kernel/network/token-buckets.ts'
import type { RefusalFacts } from '../kernel/refusal.ts'
import type { Call, CallRooms } from './calls/call.ts'
import { calls } from './calls.ts'
import { collapseSlashes } from './collapse-slashes.ts'
import type { Partner, PartnerDirectory } from './directory/directory.ts'
import { errorCatalogue, type PartnerError } from './error-catalogue.ts'
import { Malformed, readFields } from './fields.ts'
import type { RefusedCall } from './refused-calls.ts'
import { ReceivedBody } from './signatures/received-body.ts'
import { isFresh, isUnixSeconds, matchSignature, signingKey } from './signatures/signature.ts'

export interface IntegrationLimits {
  /** calls a second for one partner; default 2,000 */
  readonly partnerPerSecond?: number
  /** calls a second from one address, before it is known who calls; default 2,000 */
  readonly addressPerSecond?: number
}

export interface IntegrationDeps extends CallRooms {
  readonly directory: PartnerDirectory
  readonly limits?: IntegrationLimits
  /** how many processes share them; 1 without it */
  readonly processes?: number
  /** the machine's own time, where the programme's may stand elsewhere (the demo) */
  readonly systemClock?: Clock
  /** told of every fault, once; the caller sees none of it */
  readonly onFault?: (fault: unknown, requestId: string) => void
  /** told of every call that was refused; must not wait for anything */
  readonly onRefused?: (refused: RefusedCall) => void
  /** whether the last `X-Forwarded-For` is to be believed */
  readonly behindProxy?: ProxiesInFront
}

/** A call as HTTP brought it. */
export interface IntegrationCall {
  readonly method: string
  /** without host and query */
  readonly path: string
  /** a header by its lower-case name */
  readonly header: (name: string) => string | undefined
  /** undefined when it is larger than {@link bodyLimitBytes} */
  readonly body: Buffer | undefined
  readonly ip: string
  readonly requestId: string
}

export interface IntegrationAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** why the call was refused; undefined where it was not */
  readonly refusal?: PartnerError
}

export const bodyLimitBytes = 64 * 1024

const apiPrefix = /^\/api\/v1\/integration\//
const byPath = new Map(calls.map((call) => [call.path, call]))
/** Whether the API has a call at this path. */
export const isCallPath = (path: string): boolean => byPath.has(path)

// What unknown clients are verified against, so that they take as long as known ones.
const nobodysKeys = [signingKey('nobody has this key')]

/** Handles calls of the integration API; see {@link integrationCalls}. */
export type IntegrationHandler = (call: IntegrationCall) => Promise<IntegrationAnswer>

/**
 * The API without a web server: an answer for whatever comes, always JSON with a message, never thrown.
 * Reasons are looked at in the order of the error catalogue.
 */
export function integrationCalls(deps: IntegrationDeps): IntegrationHandler {
  const bucketsOf = (perSecond = 2000) =>
    tokenBuckets({ quota: partOf(perSecond, deps.processes), windowMs: second })
  const partnerBuckets = bucketsOf(deps.limits?.partnerPerSecond)
  const addressBuckets = bucketsOf(deps.limits?.addressPerSecond)

  return async (asked) => {
    try {
      const answered = await handle(deps, partnerBuckets, addressBuckets, asked)
      if (answered.refusal && deps.onRefused) deps.onRefused(refusedCall(deps, asked, answered.refusal))
      return answered
    } catch (fault) {
      deps.onFault?.(fault, asked.requestId)
      return failure(asked, 'fault')
    }
  }
}

function refusedCall(deps: IntegrationDeps, asked: IntegrationCall, refusal: PartnerError): RefusedCall {
  return {
    clientCode: asked.header('client_code') ?? '',
    call: byPath.get(collapseSlashes(asked.path))?.path.replace(apiPrefix, '') ?? '',
    refusal,
    requestId: asked.requestId,
    at: deps.ctx.clock.now(),
  }
}

async function handle(
  deps: IntegrationDeps,
  partnerBuckets: TokenBuckets,
  addressBuckets: TokenBuckets,
  asked: IntegrationCall,
): Promise<IntegrationAnswer> {
  const call = byPath.get(collapseSlashes(asked.path))
  if (!call) return failure(asked, 'path_unknown')
  if (asked.method !== 'POST') return failure(asked, 'method_not_allowed')
  const nowMs = deps.ctx.clock.now().getTime()
  const addressWait = addressBuckets.take(asked.ip, nowMs)
  if (addressWait > 0) return failure(asked, 'too_many_calls', { waitSeconds: addressWait })
  if (!isPlainJson(asked)) return failure(asked, 'content_type_wrong')
  if (!asked.body) return failure(asked, 'body_too_large')

  const body = new ReceivedBody(asked.body)
  const partner = await authenticate(deps, asked, call, body, nowMs)
  if (typeof partner === 'string' || partner instanceof Malformed) {
    // Large bodies cost more to find wrong, so they are paid for by whoever sends them.
    addressBuckets.take(asked.ip, nowMs, asked.body.length >> 11)
    return typeof partner === 'string' ? failure(asked, partner) : malformed(asked, partner)
  }
  const partnerWait = partnerBuckets.take(partner.partnerId, nowMs)
  if (partnerWait > 0) return failure(asked, 'too_many_calls', { waitSeconds: partnerWait })
  return run(deps, asked, call, partner, body)
}

async function run(
  deps: IntegrationDeps,
  asked: IntegrationCall,
  call: Call,
  partner: Partner,
  body: ReceivedBody,
): Promise<IntegrationAnswer> {
  if (partner.suspended) return failure(asked, 'partner_suspended')
  if (call.kind !== 'both' && !partner.roles.includes(call.kind)) return failure(asked, 'call_of_other_kind')
  const read = readFields(call.fields, body.json())
  if (read instanceof Malformed) return malformed(asked, read)
  const paymentToken = call.takesPaymentToken ? bareToken(asked.header('authorization')) : ''
  if (paymentToken === undefined) return failure(asked, 'payment_token_missing')
  const outcome = await call.run(deps, { partner, paymentToken, requestId: asked.requestId }, read)
  if (!outcome.ok) return failure(asked, outcome.refusal, outcome.facts)
  const { message, data } = outcome.value
  return answer(asked, 200, JSON.stringify({ success: true, message, data }))
}

/** The partner that signed the call, or why nobody is believed to have signed it. */
async function authenticate(
  deps: IntegrationDeps,
  asked: IntegrationCall,
  call: Call,
  body: ReceivedBody,
  nowMs: number,
): Promise<Partner | PartnerError | Malformed> {
  const clientCode = asked.header('client_code')
  const timestamp = asked.header('timestamp')
  const sha256 = asked.header('signature-sha256')
  const signature = sha256 ?? asked.header('signature')
  if (!clientCode) return headerMissing.client_code
  if (!timestamp) return headerMissing.timestamp
  if (!signature) return headerMissing.signature
  if (!isUnixSeconds(timestamp)) return 'timestamp_malformed'
  // Partners stamp their calls by their own machines' time, which a demo whose clock was moved no longer shows.
  const wireMs = deps.systemClock?.now().getTime() ?? nowMs
  if (!isFresh(timestamp, nowMs) && !isFresh(timestamp, wireMs)) return 'timestamp_stale'
  const partner = await deps.directory.find(clientCode)
  const algorithm = sha256 === undefined ? 'sha1' : 'sha256'
  const authorization = call.takesPaymentToken ? asked.header('authorization') : undefined
  const { method } = asked
  const { path } = call
  const signed = { clientCode, timestamp, method, path, authorization, body, signature, algorithm } as const
  const keys = partner?.keys.length ? partner.keys : nobodysKeys
  const way = matchSignature(signed, keys, partner?.habit[algorithm])
  if (way < 0 || keys === nobodysKeys || !partner) return 'signature_wrong'
  partner.habit[algorithm] = way
  return partner.demandsSha256 && algorithm === 'sha1' ? 'sha256_demanded' : partner
}

const headerMissing = {
  client_code: new Malformed('header_missing', 'Header client_code wajib diisi.'),
  timestamp: new Malformed('header_missing', 'Header timestamp wajib diisi.'),
  signature: new Malformed('header_missing', 'Header signature wajib diisi.'),
}

function isPlainJson(asked: IntegrationCall): boolean {
  const type = asked.header('content-type')
  if (type !== 'application/json' && !/^application\/json\s*(;|$)/i.test(type ?? '')) return false
  const encoding = asked.header('content-encoding')
  return encoding === undefined || encoding === 'identity'
}

/** `Payment TOKEN` -> `TOKEN`. */
function bareToken(authorization: string | undefined): string | undefined {
  return /^payment +(\S{1,512})$/i.exec(authorization ?? '')?.[1]
}

function malformed(asked: IntegrationCall, problem: Malformed): IntegrationAnswer {
  return failure(asked, problem.error, {}, problem.message)
}

function failure(
  asked: IntegrationCall,
  error: PartnerError,
  facts: RefusalFacts = {},
  sentence?: string,
): IntegrationAnswer {
  const { code, status, message } = errorCatalogue[error]
  const made = answer(
    asked,
    status,
    JSON.stringify({ code, message: sentence ?? message(facts), success: false }),
  )
  if (error === 'method_not_allowed') made.headers.allow = 'POST'
  if (error === 'fault') made.headers['retry-after'] = '10'
  if (error === 'too_many_calls') made.headers['retry-after'] = String(facts.waitSeconds ?? 1)
  return { ...made, refusal: error }
}

function answer(asked: IntegrationCall, status: number, body: string) {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-request-id': asked.requestId,
  }
  return { status, headers, body }
}
