// The first load of the desk is at most 110 kB, that of the residents' door 55 kB, and no chunk but the lazy chart
// library is over 130 kB (all gzip): a build that breaks the promise fails.
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** A door's page, its words (the largest language), and what both may weigh. */
const doors = [
  { name: 'desk', page: 'index.html', words: /^first-/, most: 110_000 },
  { name: 'self', page: 'self.html', words: /^self-.*\.js$/, most: 55_000 },
]
const anyChunk = 130_000

export function budget(): Plugin {
  let dist = 'dist'
  return {
    name: 'huiyin-budget',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      handler() {
        const size = (path: string): number => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length
        const chunks = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
        for (const door of doors) {
          const page = readFileSync(join(dist, door.page), 'utf8')
          const asked = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((m) => m[1]!)
          const named = new Set(asked.map((path) => path.replace(/^assets\//, '')))
          const words = Math.max(...chunks.filter((name) => door.words.test(name) && !named.has(name)).map((name) => size(join('assets', name))))
          const first = size(door.page) + asked.reduce((sum, path) => sum + size(path), 0) + words
          this.info(`${door.name}: first load ${(first / 1000).toFixed(1)} kB of ${door.most / 1000} kB gzip`)
          if (first > door.most) this.error(`The first load of ${door.name} is ${first} bytes, more than ${door.most}.`)
        }
        for (const name of chunks)
          if (size(join('assets', name)) > anyChunk) this.error(`${name} is over ${anyChunk} bytes.`)
      },
    },
  }
}
