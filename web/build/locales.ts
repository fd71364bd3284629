// `import('virtual:words/en/first')` answers the flat catalogue of what the first page says, `…/rest` everything
// else of the desk, `…/self` what the residents' door says; each is a chunk of its own, so that only the language in
// use is ever loaded.
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'
import { catalogue, filesOf, folder, partOf } from './catalogue.ts'

const asked = '\0virtual:words/'

export function locales(): Plugin {
  return {
    name: 'huiyin-locales',
    resolveId: (id) => ('\0' + id).startsWith(asked) ? '\0' + id : undefined,
    load(id) {
      if (!id.startsWith(asked)) return undefined
      const [language, part] = id.slice(asked.length).split('/') as [string, string]
      const files = filesOf(language).filter((file) => partOf(file) === part)
      for (const file of files) this.addWatchFile(join(folder, language, file))
      // JSON.parse of a string is read faster than an object literal of this size.
      const words = JSON.stringify(Object.fromEntries(catalogue(language, files)))
      return `export default JSON.parse(${JSON.stringify(words)})`
    },
    handleHotUpdate({ file, server }) {
      if (file.startsWith(folder + sep)) server.ws.send({ type: 'full-reload' })
    },
  }
}
