import { raw } from 'hono/html'
import { expect, it } from 'vitest'

it('escapes texts and attributes, and leaves alone what is HTML already', () => {
  const Name = ({ text }: { readonly text: string }) => <b title={text}>{text}</b>
  expect(String(<Name text={`<a href='"'>&`} />)).toBe(
    '<b title="&lt;a href=&#39;&quot;&#39;&gt;&amp;">&lt;a href=&#39;&quot;&#39;&gt;&amp;</b>'
  )
  expect(String(<p>{raw('<i>kept</i>')}</p>)).toBe('<p><i>kept</i></p>')
})

it('writes lists, numbers and fragments, and nothing for what is absent', () => {
  const Nothing = () => null
  expect(
    String(
      <ul>
        {[1, 2].map((n) => (
          <li>{n}</li>
        ))}
        <>
          {false}
          {undefined}
          <Nothing />
          {0}
        </>
      </ul>
    )
  ).toBe('<ul><li>1</li><li>2</li>0</ul>')
})

it('tells attributes that are there or not from those that say true or false', () => {
  expect(String(<input disabled hidden={false} value={3} aria-expanded={false} name={undefined} />)).toBe(
    '<input disabled="" value="3" aria-expanded="false"/>'
  )
})

it('refuses a component that waits', () => {
  const Late = () => Promise.resolve(raw('late'))
  expect(() => String(<Late />)).toThrow(TypeError)
})
