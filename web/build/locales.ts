// `import('virtual:locale/en')` answers the flat catalogue of that language; each becomes a chunk of its own.
import { sep } from 'node:path'
import type { Plugin } from 'vite'
import { catalogue, filesOf, folder } from './catalogue'
import { join } from 'node:path'

const asked = 'virtual:locale/'

export function locales(): Plugin {
  return {
    name: 'huiyin-locales',
    resolveId: (id) => (id.startsWith(asked) ? '\0' + id : undefined),
    load(id) {
      if (!id.startsWith('\0' + asked)) return undefined
      const language = id.slice(asked.length + 1)
      for (const file of filesOf(language)) this.addWatchFile(join(folder, language, file))
      // JSON.parse of a string is read faster than an object literal of this size.
      const words = JSON.stringify(Object.fromEntries(catalogue(language)))
      return `export default JSON.parse(${JSON.stringify(words)})`
    },
    handleHotUpdate({ file, server }) {
      if (file.startsWith(folder + sep)) server.ws.send({ type: 'full-reload' })
    },
  }
}
