import { create } from 'qrcode'

/** A QR code as a picture within the page, sharp at every size, with the blank margin that cameras need. */
export function QrCode({ words, label, large = false }: { words: string; label: string; large?: boolean }) {
  const wide = large ? 480 : 300
  const { size, data } = create(words, { errorCorrectionLevel: 'M' }).modules
  const margin = 4
  const squares: string[] = []
  for (let at = 0; at < data.length; at++)
    if (data[at]) squares.push(`M${margin + (at % size)} ${margin + Math.floor(at / size)}h1v1h-1z`)
  const side = size + 2 * margin
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares.join('')}"/></svg>`
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return <img src={source} alt={label} class="qr-code" width={wide} height={wide} />
}
