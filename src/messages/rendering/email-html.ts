import { escapedHtml } from '../../kernel/text.ts'
import type { Language } from '../../kernel/wib.ts'

/** A line with its values in it, ready to be laid out. */
export interface SpokenLine {
  readonly kind: 'plain' | 'heading' | 'row' | 'link' | 'blank' | 'foot'
  readonly label: string
  readonly text: string
}

const page =
  'margin:0;padding:24px 16px;background:#ffffff;color:#1b1f24;font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif'.replaceAll(
    '"',
    '&quot;',
  )
const table = 'border-collapse:collapse;margin:0 0 24px'
const name = 'padding:6px 24px 6px 0;text-align:left;vertical-align:top;font-weight:normal;color:#4a5360'
const value = 'padding:6px 0;text-align:left;vertical-align:top;font-weight:600'
const foot = 'margin:32px 0 0;padding-top:12px;border-top:1px solid #d5dae1;font-size:14px;color:#4a5360'
const button =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#12408a;color:#ffffff;text-decoration:none;font-weight:600'

/** An email as HTML that reads well without styles, images or scripts: one column, a heading, tables with row heads. */
export function emailHtml(subject: string, lines: readonly SpokenLine[], language: Language): string {
  let body = ''
  for (let i = 0; i < lines.length; ) {
    const kind = lines[i]!.kind
    let end = i + 1
    while (end < lines.length && lines[end]!.kind === kind) end++
    body += block(kind, lines.slice(i, end))
    i = end
  }
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escapedHtml(subject)}</title></head>` +
    `<body style="${page}"><main style="max-width:560px;margin:0 auto">${body}</main></body></html>`
  )
}

function block(kind: SpokenLine['kind'], lines: readonly SpokenLine[]): string {
  switch (kind) {
    case 'blank':
      return ''
    case 'heading':
      return lines
        .map(
          (line) =>
            `<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escapedHtml(line.text)}</h1>`,
        )
        .join('')
    case 'plain':
      return `<p style="margin:0 0 16px">${lines.map((line) => escapedHtml(line.text).replaceAll('\n', '<br>')).join('<br>')}</p>`
    case 'link':
      return lines.map(linkBlock).join('')
    case 'foot':
      return lines.map(footBlock).join('')
    case 'row':
      return `<table style="${table}">${lines.map(rowBlock).join('')}</table>`
  }
}

function linkBlock(line: SpokenLine): string {
  return `<p style="margin:0 0 16px"><a href="${escapedHtml(line.text)}" style="${button}">${escapedHtml(line.label)}</a></p>`
}

function footBlock(line: SpokenLine): string {
  return `<p style="${foot}"><a href="${escapedHtml(line.text)}" style="color:#4a5360">${escapedHtml(line.label)}</a></p>`
}

function rowBlock(line: SpokenLine): string {
  const text = escapedHtml(line.text)
  const shown = /^https?:\/\/\S+$/.test(line.text) ? `<a href="${text}">${text}</a>` : text
  return `<tr><th scope="row" style="${name}">${escapedHtml(line.label)}</th><td style="${value}">${shown}</td></tr>`
}
