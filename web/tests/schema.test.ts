// The types of the web are those of the server's committed OpenAPI document (`npm run api` makes them anew).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'

const web = join(import.meta.dirname, '..')
const withoutHead = (text: string): string => text.replace(/^\/\*\*[\s\S]*?\*\/\s*/, '').trim()

it('has the types of the document as it stands', async () => {
  const document: unknown = JSON.parse(readFileSync(join(web, '..', 'docs', 'openapi.json'), 'utf8'))
  const made = astToString(await openapiTS(document as never))
  expect(withoutHead(readFileSync(join(web, 'src', 'api', 'schema.d.ts'), 'utf8'))).toBe(withoutHead(made))
})
