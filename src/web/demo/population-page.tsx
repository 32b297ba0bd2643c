import type { Context } from 'hono'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { LinkButton } from '../parts/forms/form.tsx'
import { SummaryList } from '../parts/lists/summary-list.tsx'
import { Page } from '../parts/page/page.tsx'
import { dictionary } from '../words/dictionary.ts'
import type { DemoDeps } from './demo-deps.ts'

export const words = dictionary({
  id: {
    title: 'Orang rekaan',
    lead: 'Daftar sebagai salah satu dari mereka, dengan email dan nomor HP apa saja: SMS dan email muncul di Kotak masuk. Orang lain juga bisa, asal NIK dan nomor KK dari kabupaten yang sama.',
    register: 'Daftar',
    nik: 'NIK',
    kk: 'Nomor KK',
    born: 'Tanggal lahir',
  },
  en: {
    title: 'Invented people',
    lead: 'Register as one of them, with any email and phone: SMS and emails appear in the inbox. Others work too, if NIK and family card are of one regency.',
    register: 'Register',
    nik: 'NIK',
    kk: 'Family card',
    born: 'Date of birth',
  },
})

/** `/dev/kependudukan`: whom a visitor of the demo may register as. */
export async function populationPage(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const said = words[c.get('language') ?? 'id']
  const { population } = await deps.facts()
  return show(
    c,
    <Page view={viewOf(c)} title={said.title} scripted={false}>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <LinkButton href="/daftar">{said.register}</LinkButton>
      {population.map((person) => (
        <section class="panel stack">
          <h2>{person.name}</h2>
          <p class="small muted">{person.note}</p>
          <SummaryList
            rows={[
              { label: said.nik, value: person.nik },
              { label: said.kk, value: person.kk },
              { label: said.born, value: person.birth_date.split('-').reverse().join('-') },
            ]}
          />
        </section>
      ))}
    </Page>,
  )
}
