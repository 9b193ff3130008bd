/** Where a territory lies, what it is made of, what it belongs to, what happened to it. */

import type { Language } from '../domain/shared/text.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { Captioned } from './captioned.tsx'
import { CountMap, Uncounted } from './count-map.tsx'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { eventText } from './territory-events.ts'
import type { Part, TerritoryMap, TerritoryView } from './territory-view.ts'
import { CellText, Value } from './value.tsx'

/** Rows shown at once; the rest is behind a link, or one scroll away. */
const LARGEST_COMMUNES = 10

/** A page is for reading: where there are more, the largest, and the file has the rest. */
const MOST_MEMBERS = 150
const LARGEST_OF_MANY = 100

export function Located({ page, language, map }: Part & { readonly map: TerritoryMap }) {
  const counts = page.communes.map(({ territory, name, cell }) => ({ code: codeOf(territory), name, cell }))
  const { population } = page.answer
  const when = population ? periodText(population.period, language) : ''
  const title = `${say('map', language)}, ${say('inhabitants', language)} ${when}`
  return (
    <Section id="map" title={say('map', language)} notes={[say('mapNote', language)]}>
      <div class="mapped">
        <Captioned
          id="map-caption"
          kind={counts.length > 1 ? 'map' : 'map one'}
          tone="note gap"
          below
          caption={
            <>
              {title}. {say('contours', language)} {map.contours.attribution[language]}.
              {map.changed.length > 0 && ` ${say('mapChanged', language)} ${map.changed.join(', ')}.`}{' '}
              <Uncounted counts={counts} language={language} />
            </>
          }
        >
          <CountMap
            shapes={map.shapes}
            around={map.around}
            counts={counts}
            unit={language === 'fr' ? 'hab.' : 'inh.'}
            title={title}
            language={language}
          />
        </Captioned>
        {counts.length > 1 && (
          <table class="table">
            <caption class="unseen">{say('members', language)}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {formatNumber(Math.min(LARGEST_COMMUNES, counts.length), { language, decimals: 0 })} /{' '}
                  {formatNumber(counts.length, { language, decimals: 0 })}
                </th>
                <th scope="col" class="n">
                  {say('inhabitants', language)}
                </th>
              </tr>
            </thead>
            <tbody class="scan">
              {page.communes.slice(0, LARGEST_COMMUNES).map((row) => (
                <CommuneRow row={row} language={language} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Section>
  )
}

function CommuneRow({
  row,
  language
}: {
  readonly row: TerritoryView['communes'][number]
  readonly language: Language
}) {
  return (
    <tr>
      <th scope="row">
        <a href={pathTo('territories', language, codeOf(row.territory))}>{row.name}</a>
      </th>
      <td class="n">
        <CellText cell={row.cell} decimals={0} language={language} />
      </td>
    </tr>
  )
}

export function Belonging({ page, language }: Part) {
  const { parts, within, overlapping, history, answer } = page
  const { nature } = answer.perimeter
  return (
    <Section id="belonging" title={say('belonging', language)} notes={[say('belongingNote', language)]}>
      <div class="two">
        {parts.length > 0 && (
          <div>
            <h3>{say('madeOf', language)}</h3>
            <table class="table gap">
              <caption class="unseen">{say('madeOf', language)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('territory', language)}</th>
                  <th scope="col" class="n">
                    {say('communes', language)}
                  </th>
                  <th scope="col" class="n">
                    {say('inhabitants', language)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {parts.map(({ perimeter, communes, population }) => (
                  <tr>
                    <th scope="row">
                      <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
                    </th>
                    <td class="n">{formatNumber(communes, { language, decimals: 0 })}</td>
                    <td class="n">{population && <Value figure={population} language={language} bare />}</td>
                  </tr>
                ))}
                <tr class="total">
                  <th scope="row">{say('whole', language)}</th>
                  <td class="n">{formatNumber(answer.version.communes.length, { language, decimals: 0 })}</td>
                  <td class="n">
                    {answer.population && <Value figure={answer.population} language={language} bare />}
                  </td>
                </tr>
              </tbody>
            </table>
          </div>
        )}
        {within.length > 0 && (
          <div>
            <h3>{say('within', language)}</h3>
            <ul class="gap">
              {within.map(({ id, label }) => (
                <li>
                  <a href={pathTo('territories', language, id)}>{label[language]}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
        {overlapping.length > 0 && (
          <div>
            <h3>{say('sharedWith', language)}</h3>
            <div class="scroll" tabindex={0} role="region" aria-label={say('sharedWith', language)}>
              <table class="table gap shared">
                <caption class="unseen">{say('sharedWith', language)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say('territory', language)}</th>
                    {(['inBoth', 'onlyHere', 'onlyThere'] as const).map((message) => (
                      <th scope="col" class="n">
                        {say(message, language)}
                      </th>
                    ))}
                    <th scope="col" class="n">
                      {say('inhabitantsInBoth', language)}
                    </th>
                  </tr>
                </thead>
                <tbody class="scan">
                  {overlapping.map(({ perimeter, shared, onlyHere, onlyThere, population }) => (
                    <tr>
                      <th scope="row">
                        <a href={pathTo('territories', language, perimeter.id)}>{perimeter.short[language]}</a>
                      </th>
                      {[shared, onlyHere, onlyThere].map((count) => (
                        <td class="n">{formatNumber(count, { language, decimals: 0 })}</td>
                      ))}
                      <td class="n">{population && <Value figure={population} language={language} bare />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        )}
        {(nature.length > 1 || history.length > 0) && (
          <div>
            <h3>{say('history', language)}</h3>
            <dl class="sheet gap">
              {nature.length > 1 &&
                nature.map(({ from, text }) => (
                  <div>
                    <dt>{from ? dayText(from, language) : '…'}</dt>
                    <dd>{typeset(text[language], language)}</dd>
                  </div>
                ))}
              {history.map((event) => (
                <div>
                  <dt>{dayText(event.date, language)}</dt>
                  <dd>{typeset(eventText(event, language), language)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </div>
    </Section>
  )
}

export function Members({ page, language }: Part) {
  if (page.communes.length < 2) return null
  const shown = page.communes.length > MOST_MEMBERS ? LARGEST_OF_MANY : page.communes.length
  return (
    <Section id="members" title={say('members', language)} notes={[say('membersNote', language)]}>
      <div class="long" tabindex={0} role="region" aria-label={say('members', language)}>
        <table class="table">
          <caption class="unseen">{say('members', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('code', language)}</th>
              <th scope="col">{say('commune', language)}</th>
              <th scope="col" class="n">
                {say('inhabitants', language)}
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {page.communes.slice(0, shown).map(({ territory, name, cell }) => (
              <tr>
                <td>{codeOf(territory)}</td>
                <th scope="row">
                  <a href={pathTo('territories', language, codeOf(territory))}>{name}</a>
                </th>
                <td class="n">
                  <CellText cell={cell} decimals={0} language={language} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.communes.length > shown && (
        <p class="note gap">
          {formatNumber(page.communes.length - shown, { language, decimals: 0 })} {say('moreRows', language)}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <a href={`${pathTo('territories', language, page.answer.perimeter.id)}.csv`}>CSV</a>
        </p>
      )}
    </Section>
  )
}

/** « 1er janvier 2026 ». */
export function dayText(day: string, language: Language): string {
  return periodText(day as Parameters<typeof periodText>[0], language)
}
