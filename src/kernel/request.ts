/** On whose behalf something is done, for the journal. */
export interface Actor {
  /** `partner:mitra-uji-01`, `person:12`, `staff:7`, `system:sweep`, `cli:root` */
  readonly actor: string
  readonly requestId: string
}
