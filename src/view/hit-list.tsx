/** Pages found or proposed: their name, and what tells them from their homonyms. */

export type Hit = { readonly href: string; readonly title: string; readonly detail: string }

export function HitList({ hits, caption }: { readonly hits: readonly Hit[]; readonly caption: string }) {
  return (
    <ul class="hits" aria-label={caption}>
      {hits.map(({ href, title, detail }) => (
        <li>
          <a href={href}>{title}</a> <span class="note">{detail}</span>
        </li>
      ))}
    </ul>
  )
}
