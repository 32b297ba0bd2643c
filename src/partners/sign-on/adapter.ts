import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Context } from '../../database/context.ts'
import { first, type Row, statement, touched } from '../../database/sql.ts'
import { findSignOnClient } from './clients.ts'
import type { IssuerName } from './issuers.ts'

type Key = [issuer: IssuerName, model: string, idHash: Buffer]

const upsert = statement<
  [...Key, uid: Buffer | null, grant: Buffer | null, holder: Buffer | null, sealed: Buffer, expiresAt: Date]
>(
  'partners/keep-sign-on-model',
  `
  insert into sign_on_model (issuer, model, id_hash, uid_hash, grant_hash, holder_hash, sealed, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (issuer, model, id_hash) do update set
    uid_hash = excluded.uid_hash, grant_hash = excluded.grant_hash, holder_hash = excluded.holder_hash,
    sealed = excluded.sealed, expires_at = excluded.expires_at
  `,
)

type ModelRow = Row<'partners/find-sign-on-model'>

const find = statement<[...Key, now: Date], 'partners/find-sign-on-model'>(
  'partners/find-sign-on-model',
  `
  select sealed, consumed_at from sign_on_model
  where issuer = $1 and model = $2 and id_hash = $3 and expires_at > $4
  `,
)

const findByUid = statement<[...Key, now: Date], 'partners/find-sign-on-model-by-uid'>(
  'partners/find-sign-on-model-by-uid',
  `
  select sealed, consumed_at from sign_on_model
  where issuer = $1 and model = $2 and uid_hash = $3 and expires_at > $4
  `,
)

const consume = statement<[...Key, now: Date]>(
  'partners/consume-sign-on-model',
  `
  update sign_on_model set consumed_at = $4
  where issuer = $1 and model = $2 and id_hash = $3 and consumed_at is null
  `,
)

const remove = statement<Key>(
  'partners/remove-sign-on-model',
  'delete from sign_on_model where issuer = $1 and model = $2 and id_hash = $3',
)

const revokeGrant = statement<Key>(
  'partners/revoke-sign-on-grant',
  'delete from sign_on_model where issuer = $1 and model = $2 and grant_hash = $3',
)

const forget = statement<[now: Date]>(
  'partners/forget-sign-on-models',
  'delete from sign_on_model where expires_at < $1',
)

/** Removes what has expired; returns how many rows. For the timetable. The wire runs by the machine's clock. */
export function forgetSignOnModels({ db }: Pick<Context, 'db'>): Promise<number> {
  return touched(db, forget, [new Date()])
}

/** Under which hash everything is kept that is about one holder at one client. */
export function holderHash(
  { secrets }: Pick<Context, 'secrets'>,
  issuer: IssuerName,
  accountId: string,
  clientId: string,
): Buffer {
  return secrets.hash('sign-on-holder', `${issuer} ${accountId} ${clientId}`)
}

/**
 * Where the provider's library keeps what it must find again, one table for all its models. A code or token is found
 * by its keyed hash, and the rest is sealed: the table alone lets nobody in.
 */
export function signOnAdapter(ctx: Context, issuer: IssuerName): (model: string) => Adapter {
  const { db, secrets } = ctx
  const hash = (purpose: string, value: string) => secrets.hash(`sign-on-${purpose}`, value)
  const read = (row: ModelRow | undefined): AdapterPayload | undefined =>
    row && {
      ...JSON.parse(secrets.open(row.sealed)),
      ...(row.consumedAt && { consumed: Math.floor(row.consumedAt.getTime() / 1000) }),
    }
  return (model) => {
    if (model === 'Client') return clientAdapter(ctx, issuer)
    const key = (purpose: string, value: string): Key => [issuer, model, hash(purpose, value)]
    return {
      async upsert(id, payload, expiresIn = 0) {
        const { uid, grantId, accountId, clientId } = payload
        const holder = accountId && clientId ? holderHash(ctx, issuer, accountId, clientId) : null
        await touched(db, upsert, [
          ...key('id', id),
          uid ? hash('uid', uid) : null,
          grantId ? hash('grant', grantId) : null,
          holder,
          secrets.seal(JSON.stringify(payload)),
          new Date(Date.now() + expiresIn * 1000),
        ])
      },
      find: async (id) => read(await first(db, find, [...key('id', id), new Date()])),
      findByUid: async (uid) => read(await first(db, findByUid, [...key('uid', uid), new Date()])),
      async findByUserCode() {
        return undefined
      },
      async consume(id) {
        // The library has looked before; of two that looked at once, one comes too late here.
        const taken = await touched(db, consume, [...key('id', id), new Date()])
        if (taken === 0) throw new errors.InvalidGrant('authorization code already consumed')
      },
      destroy: async (id) => void (await touched(db, remove, key('id', id))),
      revokeByGrantId: async (id) => void (await touched(db, revokeGrant, key('grant', id))),
    }
  }
}

/** Clients are rows of their own, written by commands and never by the library. */
function clientAdapter(ctx: Context, issuer: IssuerName): Adapter {
  const never = async () => undefined
  return {
    upsert: never,
    destroy: never,
    consume: never,
    revokeByGrantId: never,
    findByUid: never,
    findByUserCode: never,
    async find(clientId) {
      // Whatever a stranger writes there: PostgreSQL takes no NUL, and no client has a name of other signs.
      if (!/^[!-~]{1,128}$/.test(clientId)) return undefined
      const client = await findSignOnClient(ctx, issuer, clientId)
      return (
        client && {
          client_id: clientId,
          client_secret: client.secret,
          client_name: client.name,
          redirect_uris: client.redirectUris,
          post_logout_redirect_uris: client.postLogoutUris,
          scope: client.scopes.join(' '),
          response_types: ['code'],
          response_modes: ['query'],
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: 'client_secret_basic',
          subject_type: 'pairwise',
        }
      )
    },
  }
}
