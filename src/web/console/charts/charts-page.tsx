import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { chartsFor } from './chart-list.ts'
import { chartsWords } from './charts-words.ts'

/** `/konsol/grafik`: every chart with what it shows, and the way to it. None is counted here. */
export function chartsPage(request: ConsoleRequest): Response {
  const said = chartsWords[request.language]
  return consolePage(
    request,
    { title: said.title },
    <>
      <p class="lead">{said.lead}</p>
      <ul class="list columns">
        {chartsFor((permission) => offers(request, permission)).map((name) => (
          <li>
            <a href={`/konsol/grafik/${name}`}>{said.charts[name].title}</a>
            <p class="small">{said.charts[name].text}</p>
          </li>
        ))}
      </ul>
    </>,
  )
}
