import { gallery } from '/work/main/test/browser/gallery.tsx'
import { serving } from '/work/main/test/browser/serving.ts'
import { openPage } from '/work/main/test/browser/browser.ts'
import { pageWeight, largestPaintOnSlowPhone } from '/work/main/test/browser/speed.ts'
import { compress } from '/work/main/src/web/http/compress.ts'
import { Hono } from 'hono'
const app=new Hono(); app.use(compress()); app.route('/',gallery())
const u=await serving(app)
for (const p of ['/','/form']) { console.log(p, await pageWeight(await openPage({width:360}),u+p), await largestPaintOnSlowPhone(await openPage({width:360}),u+p)) }
