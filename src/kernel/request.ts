/** On whose behalf something is done, for the journal. */
export interface Actor {
  /** `partner:mitra-uji-01`, `person:12`, `operator:ani`, `system:sweep`, `cli:root` */
  readonly actor: string
  readonly requestId: string
}
