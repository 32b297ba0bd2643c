import { createHmac } from 'node:crypto'

export interface SigningCaller {
  readonly clientCode: string
  readonly key: string
}

export interface RequestToSign {
  /** such as `/api/v1/integration/payment/status` */
  readonly path: string
  readonly body: string
  readonly nowMs: number
  /** the token of send-otp, for authorize */
  readonly paymentToken?: string
  readonly algorithm?: 'sha1' | 'sha256'
}

/** The headers and body of a call, signed as a partner signs it: for tests, the bench and our own storefronts. */
export function signedRequest(caller: SigningCaller, request: RequestToSign) {
  const { path, body, nowMs, paymentToken, algorithm = 'sha1' } = request
  const timestamp = String(Math.floor(nowMs / 1000))
  const authorization = paymentToken === undefined ? undefined : `Payment ${paymentToken}`
  const message = `${caller.clientCode}${timestamp}POST${path}${authorization ?? ''}${body}`
  const signature = createHmac(algorithm, caller.key).update(message).digest('hex')
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    client_code: caller.clientCode,
    timestamp,
    [algorithm === 'sha1' ? 'signature' : 'signature-sha256']: signature,
  }
  if (authorization !== undefined) headers.authorization = authorization
  return { method: 'POST', headers, body }
}
