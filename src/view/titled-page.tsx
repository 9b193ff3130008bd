/** A page under its title: the way to it from the home page, what it is about, then its parts. */

import type { Child } from 'hono/jsx'
import { Page, Trail, type PageProps } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'

type TitledPageProps = PageProps & {
  /** Where the title of the page takes other words. */
  readonly heading?: Child
  /** Between the home page and this one. */
  readonly trail?: readonly (readonly [string, string])[]
  /** The last of the trail, where it is not the title. */
  readonly here?: string
  readonly lead?: Child
  /** Buttons beside the title. */
  readonly actions?: Child
}

export function TitledPage(props: TitledPageProps) {
  const { title, heading = title, trail = [], here = title, lead, actions, children, ...page } = props
  const { language } = page.frame
  return (
    <Page title={title} {...page}>
      <Trail links={[[pathTo('home', language), say('home', language)], ...trail]} here={here} />
      <div class="title">
        <h1>{heading}</h1>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {lead && <p class="standfirst">{lead}</p>}
      {children}
    </Page>
  )
}
