// Loaded before everything else: from SIGUSR2 on (or from the start) the machine's clock is SHIFT_MS ahead.
const Real = Date
let shift = process.env.SHIFT_AT_START ? Number(process.env.SHIFT_MS) : 0
process.on('SIGUSR2', () => {
  shift = Number(process.env.SHIFT_MS)
})
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + shift)
    else super(...given)
  }
  static now() {
    return Real.now() + shift
  }
}
