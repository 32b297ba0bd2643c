import type pino from 'pino'
import type { Config } from '../config.ts'
import type { Outbox } from '../messages/outbox/outbox-worker.ts'
import { createPurchases } from '../purchase/create-purchases.ts'
import type { RulesInForce } from '../years/rules-in-force.ts'
import type { Ground } from './open-ground.ts'

interface PurchaseTerms {
  readonly ground: Pick<Ground, 'front' | 'database' | 'telemetry'>
  readonly config: Config
  readonly log: pino.Logger
  readonly rules: RulesInForce
  readonly outbox: Outbox
  /** an address that people can open, from a path; known as soon as the port is */
  readonly link: (path: string) => string
}

/** Makes a purchase room; `drawOtp` draws the codes instead of the system's own source (benches, and the demo's seed). */
export function wirePurchases({ ground, config, log, rules, outbox, link }: PurchaseTerms) {
  return (drawOtp?: () => string) =>
    ground.telemetry.purchases(
      createPurchases(ground.front, {
        connection: ground.database.connection,
        rules: rules.current,
        demo: !config.production,
        cardLink: () => link('/kartu'),
        onMessages: () => outbox.wake('sms'),
        onFault: (fault) => log.error({ err: fault }, 'guesses could not be counted'),
        ...(drawOtp && { drawOtp }),
        watch: ground.telemetry.batches,
      }),
    )
}
