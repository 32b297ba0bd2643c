import type { Context } from 'hono'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { LinkButton } from '../parts/forms/form.tsx'
import { Table } from '../parts/lists/table.tsx'
import { Page } from '../parts/page/page.tsx'
import { dictionary } from '../words/dictionary.ts'
import type { DemoDeps } from './demo-deps.ts'

export const words = dictionary({
  id: {
    title: 'Orang rekaan',
    lead: 'Daftar sebagai salah satu dari mereka, dengan email dan nomor HP apa saja: SMS dan email muncul di Kotak masuk. Orang lain juga bisa, asal NIK dan nomor KK dari kabupaten yang sama.',
    register: 'Daftar',
    name: 'Nama',
    note: 'Yang terjadi',
    nik: 'NIK',
    kk: 'Nomor KK',
    born: 'Tanggal lahir',
  },
  en: {
    title: 'Invented people',
    lead: 'Register as one of them, with any email and phone: SMS and emails appear in the inbox. Others work too, if NIK and family card are of one regency.',
    register: 'Register',
    name: 'Name',
    note: 'What happens',
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
    <Page view={viewOf(c)} title={said.title} width="full" scripted={false}>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <LinkButton href="/daftar">{said.register}</LinkButton>
      <Table
        caption={said.title}
        captionHidden
        folds
        columns={[said.name, said.nik, said.kk, said.born, said.note].map((label) => ({ label }))}
        rows={population.map(({ name, nik, kk, birth_date, note }) => [
          <b>{name}</b>,
          nik,
          kk,
          <span class="number">{birth_date.split('-').reverse().join('-')}</span>,
          note,
        ])}
      />
    </Page>,
  )
}
