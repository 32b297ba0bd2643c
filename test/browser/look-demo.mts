import { Hono } from 'hono'
import { demoRoutes } from '../../src/web/demo/demo-routes.ts'
import { language } from '../../src/web/words/language.ts'
import { themes } from '../../src/web/parts/themes.ts'
import { errorPage } from '../../src/web/http/errors.tsx'
import { openPage, closeBrowser } from './browser.ts'
import { serving } from './serving.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
const app=new Hono<any>(); app.use(language({secure:false}))
const demoNav=()=>[{label:'Kotak masuk',href:'/dev/inbox'},{label:'Jam',href:'/dev/clock'}]
app.route('/',demoRoutes({site:{theme:themes.programme,name:'Bekal',home:'/',nav:()=>[],demo:demoNav},clock:{now:()=>new Date()},clockControl:{offsetMs:()=>86400000,setOffsetMs:async()=>{}},
 inboxMessages:async()=>[{kind:'sms',to:'+6281234567890',text:'BEKAL: kode OTP 482913 utk bayar Rp350.000 di Tokopedia. Berlaku 5 mnt. JANGAN beri ke siapa pun.\n@tokopedia.example #482913',sentAt:new Date()},{kind:'email',to:'siti@contoh.id',subject:'Pembayaran Berhasil',text:'Halo Siti,\n\nBukti bayar: https://bekal.example/bukti/abc.\n\nSalam',sentAt:new Date()}],
 personas:async()=>[['siti','Siti Rahma','Punya kartu dengan saldo Rp1.000.000, belum membeli apa-apa.','Peserta'],['budi','Budi','Sudah membeli satu pelatihan dan menunggu sertifikat.','Peserta'],['ani','Ani Operator','Melihat semua gelombang, kartu, dan transaksi.','Operator'],['lp','Dapur Nusantara','Menukarkan kode dan melaporkan kehadiran.','Lembaga']].map(([id,name,line,group])=>({id,name,line,group})) as any,
 become:async()=>'/',facts:async()=>({partners:[],cards:[{prakerja_id:'1234567890123452',name:'SITI',phone:'',balance:1}],courses:[]}),deadlineOf:async()=>undefined,
 places:()=>Object.values(themes).slice(1).map(t=>({theme:t,name:t.name,href:'#',line:'Voucher, disalin lalu ditukar di lembaga'})),tools:()=>[{label:'Kotak masuk',href:'#',line:'SMS dan email dari sistem'},{label:'Jam demo',href:'#',line:'Putar waktu ke sebelum tenggat'},{label:'Acuan API',href:'#',line:'Untuk toko dan lembaga'}]}))
app.get('/500',c=>{c.set('requestId','0b1f-22');return errorPage(c,500)})
const u=await serving(app)
for (const w of [360,1280] as const) for (const [n,p] of [['start','/'],['inbox','/dev/inbox'],['clock','/dev/clock'],['err','/500']]) { const page=await openPage({width:w}); await page.goto(u+p); await page.screenshot({path:`/tmp/gallery/demo-${n}-${w}.png`,fullPage:true}); await expectAccessible(page); await expectNoSidewaysScroll(page); await page.context().close() }
await closeBrowser()
