/** The page of the workshop around its map: asked again after each change, and put in the place of what was there. */

/** The address that adds or removes, and sends on to the one that holds the perimeter so changed. */
export function addressOf(root: HTMLElement, terms: readonly string[], sign: '+' | '~'): string {
  const { action = '', field = '', add = '', remove = '', perimeter = '' } = root.dataset
  const state = perimeter === '' ? [] : [`${field}=${encodeURIComponent(perimeter)}`]
  return `${action}?${[...state, `${sign === '+' ? add : remove}=${terms.map(encodeURIComponent).join(',')}`].join('&')}`
}

/**
 * What an address holds: a change, a link that was followed, a step back.
 *
 * @throws {Error} when the portal refuses: the page stays as it is
 */
export async function visitPage(section: HTMLElement, root: HTMLElement, address: string): Promise<void> {
  const response = await fetch(address)
  await takeIn(section, root, response)
  if (response.url !== location.href) history.pushState(null, '', response.url)
}

/** Codes of communes. */
export function membersOf({ dataset }: HTMLElement): readonly string[] {
  return (dataset['members'] ?? '').split(' ').filter((code) => code !== '')
}

/** Everything but the map, which stays where it is on the screen. */
async function takeIn(section: HTMLElement, root: HTMLElement, response: Response): Promise<void> {
  if (!response.ok) throw new Error(String(response.status))
  const there = new DOMParser().parseFromString(await response.text(), 'text/html')
  const [frame, map] = [there.querySelector('main > .frame'), there.querySelector<HTMLElement>('#map')]
  const next = map?.querySelector<HTMLElement>('.explorer')
  if (!frame || !map || !next) throw new Error('no map')
  const { top } = section.getBoundingClientRect()
  const all = [...frame.children]
  const at = all.indexOf(map)
  for (const child of [...(section.parentElement?.children ?? [])]) if (child !== section) child.remove()
  section.before(...all.slice(0, at))
  section.after(...all.slice(at + 1))
  scrollBy({ top: section.getBoundingClientRect().top - top, behavior: 'instant' })
  root.dataset['members'] = next.dataset['members'] ?? ''
  root.dataset['perimeter'] = next.dataset['perimeter'] ?? ''
}
