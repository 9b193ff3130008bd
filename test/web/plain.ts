/** A page as a reader hears it: no tags, one kind of space. */
export function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/(?:&nbsp;|\s)+/g, ' ')
}
