/** For administrators: whether the service is well and what to do when it is not, slow pages, disk, work that waits. */

import { CHECKS, type Check, type Level, type Reading, type Unit } from '../domain/service/health.ts'
import { JOB_KINDS, type JobKind } from '../domain/service/job.ts'
import type { RouteTime } from '../domain/service/timing.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { Act, FormPage, word, type FormProps } from './access-form.tsx'
import { hourText } from './edition-hour.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { TableRows, type TableProps } from './prose.tsx'

export type DiskSheet = {
  readonly freeBytes: number
  readonly totalBytes: number
  readonly parts: readonly { readonly part: string; readonly bytes: number; readonly growth: number | undefined }[]
  readonly since: string | undefined
}

export type ServiceProps = Pick<FormProps, 'frame'> & {
  readonly level: Level
  readonly at: Date
  readonly checks: readonly Check[]
  readonly slowPages: readonly RouteTime[]
  readonly disk: DiskSheet
}

export function ServicePage({ frame, level, at, checks, slowPages, disk }: ServiceProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const hour = (when: Date): string => hourText(when, frame.zone, language)
  return (
    <FormPage frame={frame} title={{ fr: 'État du service', en: 'State of the service' }} lead={LEVEL_TEXTS[level]}>
      <p class="buttons">
        <a class="button small" href={`${pathTo('service', language)}/queue`}>
          {say({ fr: 'File et tâches manquées', en: 'Queue and failed jobs' })}
        </a>
        <a class="button small" href={pathTo('access', language)}>
          {say({ fr: 'Comptes et invitations', en: 'Accounts and invitations' })}
        </a>
        <a class="button small" href={pathTo('health', language)}>
          {say({ fr: 'Pour les moniteurs (JSON)', en: 'For monitors (JSON)' })}
        </a>
      </p>
      <Table
        caption={say({ fr: `Mesuré le ${hour(at)}`, en: `Measured on ${hour(at)}` })}
        heads={[
          say({ fr: 'Ce qui est mesuré', en: 'What is measured' }),
          say({ fr: 'Valeur', en: 'Value' }),
          say({ fr: 'État', en: 'State' }),
          say({ fr: 'Que faire', en: 'What to do' })
        ]}
        rows={checks.map(({ name, reading, level: one }) => [
          say(CHECKS[name].label),
          readingText(reading, CHECKS[name].unit, language),
          <LevelMark level={one} language={language} />,
          one === 'ok' ? '–' : say(CHECKS[name].toDo)
        ])}
      />
      <h2>{say({ fr: 'Pages lentes', en: 'Slow pages' })}</h2>
      {slowPages.length === 0 ? (
        <p>
          {say({
            fr: 'Aucune page n’a encore été dessinée depuis le démarrage.',
            en: 'No page has been drawn yet since the start.'
          })}
        </p>
      ) : (
        <Table
          caption={say({
            fr: 'Temps de dessin par adresse, depuis le démarrage ; celles que le cache sert ne comptent pas',
            en: 'Time to draw by address, since the start; those that the cache serves do not count'
          })}
          heads={[
            say({ fr: 'Adresse', en: 'Address' }),
            say({ fr: 'Pages', en: 'Pages' }),
            say({ fr: 'Une sur deux sous (ms)', en: 'One in two under (ms)' }),
            say({ fr: '19 sur 20 sous (ms)', en: '19 in 20 under (ms)' })
          ]}
          rows={slowPages.map(({ route, pages, p50, p95 }) => [
            <code>{route}</code>,
            whole(pages, language),
            whole(p50, language),
            whole(p95, language)
          ])}
        />
      )}
      <h2>{say({ fr: 'Disque', en: 'Disk' })}</h2>
      <p>
        {say({
          fr: `${mega(disk.freeBytes, 'fr')} libres sur ${mega(disk.totalBytes, 'fr')}.`,
          en: `${mega(disk.freeBytes, 'en')} free of ${mega(disk.totalBytes, 'en')}.`
        })}
      </p>
      <Table
        caption={say({ fr: 'Ce que tient le dossier du programme', en: 'What the folder of the program holds' })}
        heads={[
          say({ fr: 'Partie', en: 'Part' }),
          say({ fr: 'Taille', en: 'Size' }),
          disk.since === undefined
            ? say({ fr: 'Croissance (mesurée demain)', en: 'Growth (measured tomorrow)' })
            : say({ fr: `Croissance depuis le ${disk.since}`, en: `Growth since ${disk.since}` })
        ]}
        rows={disk.parts.map(({ part, bytes, growth }) => [
          <code>{part}</code>,
          mega(bytes, language),
          growth === undefined ? '–' : `${growth < 0 ? '−' : '+'}${mega(Math.abs(growth), language)}`
        ])}
      />
    </FormPage>
  )
}

export type JobLine = {
  readonly id: string
  readonly kind: JobKind
  readonly recipient: string | undefined
  readonly attempts: number
  readonly createdAt: Date
  readonly runAt: Date
  readonly error: string | undefined
  readonly status: 'waiting' | 'failed'
}

export type QueueProps = FormProps & {
  readonly waiting: number
  readonly failed: number
  readonly jobs: readonly JobLine[]
  readonly lastLetter: Date | undefined
  /** Whether a mail server is configured. */
  readonly hasMail: boolean
}

export function QueuePage({ frame, token, problem, waiting, failed, jobs, lastLetter, hasMail }: QueueProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const hour = (when: Date): string => hourText(when, frame.zone, language)
  const here = `${pathTo('service', language)}/queue`
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'File et tâches manquées', en: 'Queue and failed jobs' }}
      lead={{
        fr: `${failed} manquées, ${waiting} en attente. Une tâche faite quitte la file.`,
        en: `${failed} failed, ${waiting} waiting. A job that is done leaves the queue.`
      }}
      problem={problem}
    >
      <p>
        {!hasMail
          ? say({
              fr: 'Aucun serveur de courriel n’est configuré (SMTP_URL) : tout est dit dans le portail seul.',
              en: 'No mail server is configured (SMTP_URL): everything is told in the portal alone.'
            })
          : lastLetter === undefined
            ? say({ fr: 'Aucune lettre n’est encore partie.', en: 'No letter has left yet.' })
            : say({
                fr: `La dernière lettre est partie le ${hour(lastLetter)}.`,
                en: `The last letter left on ${hour(lastLetter)}.`
              })}
      </p>
      {jobs.length === 0 && <p>{say({ fr: 'Rien n’attend.', en: 'Nothing waits.' })}</p>}
      <ul class="facts">
        {jobs.map(({ id, kind, recipient, attempts, createdAt, runAt, error, status }) => (
          <li>
            <strong>
              {say(JOB_KINDS[kind])} {id}
            </strong>{' '}
            {recipient !== undefined && <>· {recipient} </>}· {say({ fr: 'depuis le', en: 'since' })} {hour(createdAt)}{' '}
            ·{' '}
            {status === 'failed'
              ? say({ fr: `manquée ; essais : ${attempts}`, en: `failed; tries: ${attempts}` })
              : say({ fr: `prochain essai le ${hour(runAt)}`, en: `next try ${hour(runAt)}` })}
            {error !== undefined && <p class="hint">{error}</p>}
            {attempts > 0 && (
              <div class="lines">
                <Act action={`${here}/${id}/retry`} token={token} label={say({ fr: 'Relancer', en: 'Retry' })} />
                <form method="post" action={`${here}/${id}/discard`} class="lines">
                  <input type="hidden" name="token" value={token} />
                  <p class="field">
                    <label for={`reason-${id}`}>{say({ fr: 'Raison de l’abandon', en: 'Reason to discard' })}</label>
                    <input id={`reason-${id}`} name="reason" maxlength={500} required autocomplete="off" />
                  </p>
                  <button class="button small" type="submit">
                    {say({ fr: 'Abandonner', en: 'Discard' })}
                  </button>
                </form>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={pathTo('service', language)}>{say({ fr: 'État du service', en: 'State of the service' })}</a>
      </p>
    </FormPage>
  )
}

/** In words first: a colour tells nothing to those who do not see it. */
function LevelMark({ level, language }: { readonly level: Level; readonly language: Language }) {
  return <span class={`level ${level}`}>{word(LEVEL_WORDS[level], language)}</span>
}

function Table({ caption, ...rest }: TableProps) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table class="table">
        <caption>{caption}</caption>
        <TableRows {...rest} />
      </table>
    </div>
  )
}

function readingText(reading: Reading, unit: Unit, language: Language): string {
  if (reading.status === 'fault') return word(reading.why, language)
  if (reading.status === 'nothing') return word({ fr: 'rien à mesurer', en: 'nothing to measure' }, language)
  const value = `${whole(reading.value, language)}\u00a0${word(UNITS[unit], language)}`
  if (reading.status === 'measured') return value
  return word({ fr: `jamais ; ${value} depuis l’ouverture`, en: `never; ${value} since the opening` }, language)
}

function whole(value: number, language: Language): string {
  return formatNumber(value, { language, decimals: 0 })
}

function mega(bytes: number, language: Language): string {
  const isLarge = bytes >= 1e9
  const value = formatNumber(isLarge ? bytes / 1e9 : bytes / 1e6, { language, decimals: isLarge ? 1 : 0 })
  return `${value}\u00a0${{ fr: isLarge ? 'Go' : 'Mo', en: isLarge ? 'GB' : 'MB' }[language]}`
}

const UNITS: Readonly<Record<Unit, Text>> = {
  ms: { fr: 'ms', en: 'ms' },
  minutes: { fr: 'minutes', en: 'minutes' },
  days: { fr: 'jours', en: 'days' },
  jobs: { fr: 'tâches', en: 'jobs' },
  'percent-free': { fr: '% libres', en: '% free' }
}

const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  ok: { fr: 'bon', en: 'well' },
  amber: { fr: 'à regarder', en: 'look' },
  red: { fr: 'grave', en: 'grave' }
}

const LEVEL_TEXTS: Readonly<Record<Level, Text>> = {
  ok: { fr: 'Tout va bien.', en: 'All is well.' },
  amber: {
    fr: 'Quelque chose demande un regard ; personne n’en souffre encore.',
    en: 'Something asks for a look; nobody suffers from it yet.'
  },
  red: {
    fr: 'Quelque chose est grave : faites d’abord ce qui est dit ci-dessous.',
    en: 'Something is grave: do first what is said below.'
  }
}
