import type { ToPicture } from './find-pages.ts'
import { type Look, lookName, type Picture } from './take-pictures.ts'

/** The pictures side by side: a row for each page, a column for each look. */
export function indexOf(
  pages: readonly ToPicture[],
  pictures: readonly Picture[],
  looks: readonly Look[],
): string {
  const found = new Map(pictures.map((one) => [`${one.page.name} ${lookName(one.look)}`, one]))
  const rows = pages.map((page) => {
    const cells = looks.map((look) => {
      const picture = found.get(`${page.name} ${lookName(look)}`)
      if (!picture) return '<td></td>'
      const faults = picture.faults.map((fault) => `<p>${escaped(fault)}</p>`).join('')
      const src = escaped(encodeURI(picture.file))
      return `<td><a href="${src}"><img src="${src}" loading="lazy" width="${look.width / 2}" alt=""></a>${faults}</td>`
    })
    const about = `${escaped(page.address)}<br><small>${page.site}, ${escaped(page.who.name)}</small>`
    return `<tr id="${escaped(page.name)}"><th>${about}</th>${cells.join('')}</tr>`
  })
  const heads = looks.map((look) => `<th>${lookName(look)}</th>`).join('')
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pictures</title>
<style>body{font:14px system-ui}th{text-align:left;vertical-align:top;max-width:260px;overflow-wrap:anywhere}
td{vertical-align:top;padding:8px}img{border:1px solid #999}p{color:#a00;max-width:600px}</style>
<table><tr><th>${pages.length} pages</th>${heads}</tr>${rows.join('\n')}</table></html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
